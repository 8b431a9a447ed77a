package dev.fairway.benchmarks.service;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.ModelWeights;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.scale.FittedScaler;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.ModelCard;
import dev.fairway.provenance.Provenance;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A diffusion model of a made-up town as the product trains it, but with random weights: what it
 * answers is worth nothing, what an answer costs is what one of a trained model costs.
 */
final class TownModel {

  /** Moves every weight off 0 and 1: a last layer of zeros would make all answers alike. */
  private static final Initialiser NOISE = Initialiser.normal(0.1);

  static ModelBundle write(Path directory, TrafficSeries series, long seed) throws IOException {
    MeasuredNetwork town = series.measured();
    TrainingSettings usual = TrainingSettings.defaults(1, Duration.ZERO, seed);
    DiffusionArchitecture architecture =
        new DiffusionArchitecture(
            usual.denoiser(), usual.windowSteps(), usual.noise(), usual.encode(), usual.impute());
    Map<String, byte[]> files =
        new TreeMap<>(
            new ModelWeights(
                    FittedScaler.fit(series).tensors(), weights(architecture, town, seed), Map.of())
                .files());
    files.put(DiffusionModel.NETWORK_FILE, DiffusionModel.networkFile(town));
    return ModelBundle.write(
        directory,
        new ModelCard(
            DiffusionModel.KIND,
            town.network().id(),
            town.network().hash(),
            town.channels().stream().map(Channel::name).toList(),
            town.channels().stream().map(Channel::unit).toList(),
            Math.toIntExact(town.interval().toSeconds()),
            JsonMapper.builder().build().valueToTree(architecture),
            Map.of(),
            new Provenance("benchmarks/run service", series.hash(), seed, "", series.start())),
        files);
  }

  private static Map<String, HostTensor> weights(
      DiffusionArchitecture architecture, MeasuredNetwork town, long seed) {
    try (NDManager root = TensorEngine.newRoot()) {
      Parameters parameters = new Parameters(root, seed);
      Denoiser unused =
          architecture
              .denoiser()
              .denoiser(root, parameters, town.channels().size(), town.network());
      Random random = new Random(seed);
      Map<String, HostTensor> moved = new TreeMap<>();
      parameters
          .values()
          .forEach(
              (name, tensor) ->
                  moved.put(name, new HostTensor(tensor.shape(), moved(tensor, random))));
      parameters.load(moved);
      return parameters.values();
    }
  }

  private static float[] moved(HostTensor tensor, Random random) {
    float[] values = tensor.values().clone();
    float[] noise = NOISE.values(random, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] += noise[i];
    }
    return values;
  }

  private TownModel() {}
}
