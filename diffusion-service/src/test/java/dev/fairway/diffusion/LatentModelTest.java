package dev.fairway.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.latent.Codec;
import dev.fairway.diffusion.latent.CodecShape;
import dev.fairway.diffusion.latent.SpaceShape;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.ModelCard;
import dev.fairway.provenance.Provenance;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that denoises latents serves as one that denoises cells does. */
class LatentModelTest {

  private static final int SITES = 6;
  private static final CodecShape CODEC = new CodecShape(3, 4, 2, 8);
  private static final MeasuredNetwork MEASURED = RingRoad.measured(SITES);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;

  private static DiffusionArchitecture architecture(SpaceShape space) {
    DiffusionArchitecture cells = RingRoad.architecture(RingRoad.UNET);
    return new DiffusionArchitecture(
        space, cells.denoiser(), cells.steps(), cells.noise(), cells.encode(), cells.impute());
  }

  /** Random ones. */
  private static ModelWeights weights(CodecShape shape) {
    try (NDManager root = TensorEngine.newRoot()) {
      TrafficNetwork network = MEASURED.network();
      Parameters ofCodec = new Parameters(root, 1);
      Codec unusedCodec = new Codec(root, ofCodec, shape, 2, network);
      RingRoad.randomise(ofCodec, 1);
      Map<String, HostTensor> codec = ofCodec.values();
      Parameters ofDenoiser = new Parameters(root, 2);
      Denoiser unusedDenoiser =
          shape
              .open(root, 2, RingRoad.STEPS, network, codec)
              .denoiser(root, ofDenoiser, RingRoad.UNET);
      RingRoad.randomise(ofDenoiser, 2);
      return new ModelWeights(RingRoad.scaler(SITES).tensors(), ofDenoiser.values(), codec);
    }
  }

  private ModelBundle bundle(Map<String, byte[]> weightFiles) throws IOException {
    Map<String, byte[]> files = new TreeMap<>(weightFiles);
    files.put(DiffusionModel.NETWORK_FILE, DiffusionModel.networkFile(MEASURED));
    return ModelBundle.write(
        directory,
        new ModelCard(
            DiffusionModel.KIND,
            MEASURED.network().id(),
            MEASURED.network().hash(),
            List.of("flow", "speed"),
            List.of("veh/h", "m/s"),
            300,
            JSON.valueToTree(architecture(CODEC)),
            Map.of(),
            new Provenance("test", "", 1, "test", RingRoad.START)),
        files);
  }

  @Test
  void observedCellsComeBackBitForBitAndTheSeedDecides() throws Exception {
    TrafficWindow window = RingRoad.windowWithHoles(SITES);
    ModelBundle bundle = bundle(weights(CODEC).files());
    try (DiffusionModel model = DiffusionModel.open(bundle.directory())) {
      assertThat(model.architecture()).isEqualTo(architecture(CODEC));
      Imputation filled = model.impute(window, 1);
      for (int i = 0; i < window.values().length; i++) {
        if (window.observed()[i]) {
          assertThat(Float.floatToRawIntBits(filled.values()[i]))
              .isEqualTo(Float.floatToRawIntBits(window.values()[i]));
          assertThat(filled.spread()[i]).isZero();
        } else {
          int channel = i / (RingRoad.STEPS * SITES);
          assertThat(filled.values()[i]).isBetween(-1e-3f, channel == 0 ? 5000.01f : 70.001f);
        }
      }
      assertThat(filled.spread()).satisfies(s -> assertThat(max(s)).isPositive());
      assertThat(model.impute(window, 1).values())
          .isEqualTo(filled.values())
          .isNotEqualTo(model.impute(window, 2).values());
    }
  }

  private static float max(float[] values) {
    float max = 0;
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  @Test
  void itSamplesAndEncodesForEverySite() throws Exception {
    ModelBundle bundle = bundle(weights(CODEC).files());
    TrafficWindow whole = RingRoad.wave(SITES, RingRoad.STEPS).window(0, RingRoad.STEPS);
    try (DiffusionModel model = DiffusionModel.open(bundle.directory())) {
      List<TrafficWindow> windows =
          model.sample(RingRoad.START, model.architecture().impute(), 9, Checkpoint.NONE);
      windows.forEach(model::requireFits);
      windows.forEach(DiffusionModel::requireComplete);
      assertThat(windows.get(0).values()).isNotEqualTo(windows.get(1).values());
      float[] representation = model.encode(whole, 3);
      assertThat(representation)
          .hasSize(SITES * model.representationWidth())
          .isEqualTo(model.encode(whole, 3))
          .isNotEqualTo(model.encode(whole, 4));
      whole.values()[whole.cell(0, 4, 2)] += 500;
      assertThat(model.encode(whole, 3)).isNotEqualTo(representation);
    }
  }

  @Test
  void aWrongOrMissingCodecIsRefusedWithTheReason() throws Exception {
    Map<String, byte[]> files = new TreeMap<>(weights(CODEC).files());
    files.putAll(
        Map.of(
            ModelWeights.CODEC_FILE,
            weights(new CodecShape(3, 4, 2, 16)).files().get(ModelWeights.CODEC_FILE)));
    Path wrong = bundle(files).directory();
    assertThatThrownBy(() -> DiffusionModel.open(wrong))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("The codec is another one")
        .hasMessageContaining("16");
    files.remove(ModelWeights.CODEC_FILE);
    Path without = bundle(files).directory();
    assertThatThrownBy(() -> DiffusionModel.open(without))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("has no file codec.safetensors");
    Path changed = bundle(weights(CODEC).files()).directory();
    Path file = changed.resolve(ModelWeights.CODEC_FILE);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> DiffusionModel.open(changed))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("codec.safetensors")
        .hasMessageContaining("SHA-256");
  }

  @Test
  void itServesNoOtherNetwork() throws Exception {
    try (DiffusionModel model = DiffusionModel.of(bundle(weights(CODEC).files()))) {
      assertThatThrownBy(() -> model.on(RingRoad.measured(SITES + 1), UnaryOperator.identity()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("serves no other network");
    }
  }

  /** Cards of the time before there were spaces say nothing of them. */
  @Test
  void aCardWithoutASpaceIsOfCells() throws Exception {
    ObjectNode card = JSON.valueToTree(architecture(SpaceShape.CELLS));
    assertThat(card.remove("space")).isNotNull();
    assertThat(JSON.treeToValue(card, DiffusionArchitecture.class))
        .isEqualTo(architecture(SpaceShape.CELLS));
  }
}
