package dev.fairway.diffusion.service;

import static dev.fairway.diffusion.service.Requests.impute;
import static dev.fairway.diffusion.service.Requests.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusals;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DescribeRequest;
import dev.fairway.contract.v1.ImputeRequest;
import dev.fairway.contract.v1.ImputeSpec;
import dev.fairway.contract.v1.ModelDescription;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.contract.v1.SampleRequest;
import dev.fairway.contract.v1.Sampler;
import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.process.ConsistencyPrediction;
import dev.fairway.diffusion.process.EdmProcess;
import dev.fairway.diffusion.process.FlowPath;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.NoisePrediction;
import dev.fairway.diffusion.process.VelocityPrediction;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficWindow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request may name another sampler than the model's card, over real gRPC. */
class SamplerChoiceTest {

  private static final int SITES = 4;
  private static final NoisePlan FLOW = new NoisePlan(new FlowPath(), new VelocityPrediction());
  private static final NoisePlan CONSISTENT =
      new NoisePlan(EdmProcess.standard(), new ConsistencyPrediction(0.002, 1));

  @TempDir Path directory;
  private RunningService service;

  @BeforeEach
  void start() throws IOException {
    service =
        new RunningService(
            Together.ON_CPU, 2, Duration.ofSeconds(10), false, new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void theOneThatIsNamedIsTheOneThatDraws() throws IOException, BundleException {
    ModelBundle bundle = serve(RingRoad.architecture(RingRoad.UNET).noise());
    TrafficWindow window = RingRoad.windowWithHoles(SITES);
    try (DiffusionModel model = DiffusionModel.open(bundle.directory())) {
      assertThat(model.architecture().impute()).isEqualTo(plan(SamplerKind.DDIM));
      assertThat(imputed(Sampler.SAMPLER_UNSPECIFIED)).isEqualTo(imputed(Sampler.DDIM));
      for (SamplerKind kind :
          new SamplerKind[] {
            SamplerKind.ANCESTRAL,
            SamplerKind.DDIM,
            SamplerKind.DPM_SOLVER,
            SamplerKind.HEUN,
            SamplerKind.REVERSE_SDE,
            SamplerKind.MEAN
          }) {
        float[] expected = model.impute(window, plan(kind), 3, Checkpoint.NONE).values();
        assertThat(imputed(SamplerMessages.toMessage(kind))).isEqualTo(expected);
      }
      assertThat(imputed(Sampler.ANCESTRAL)).isNotEqualTo(imputed(Sampler.DDIM));
    }
  }

  @Test
  void drawnWindowsToo() throws IOException, BundleException {
    serve(RingRoad.architecture(RingRoad.UNET).noise());
    SampleRequest request =
        SampleRequest.newBuilder()
            .setNetwork("ring")
            .setStart(Times.toTimestamp(RingRoad.START))
            .setSeed(3)
            .build();
    assertThat(service.stub().sample(request.toBuilder().setSampler(Sampler.DPM_SOLVER).build()))
        .isNotEqualTo(service.stub().sample(request));
  }

  @Test
  void oneThatDoesNotSuitTheModelIsRefusedWithTheReason() throws IOException, BundleException {
    serve(FLOW);
    assertRefused(Sampler.REVERSE_SDE, "sampler REVERSE_SDE: FlowPath[] has no finite drift");
    assertRefused(Sampler.CONSISTENCY, "sampler CONSISTENCY: the model predicts Velocity");
    serve(new NoisePlan(new FlowPath(), new NoisePrediction()));
    assertRefused(Sampler.MEAN, "sampler MEAN: the model predicts NoisePrediction[]");
    serve(FLOW);
    assertThatThrownBy(
            () ->
                service.stub().impute(request(ImputeSpec.newBuilder().setSamplerValue(99).build())))
        .hasMessageContaining("sampler: none of this version's")
        .satisfies(e -> assertThat(Refusals.reason(e)).isEqualTo(Refusal.INVALID));
  }

  @Test
  void theModelTellsWhichSuit() throws IOException, BundleException {
    serve(FLOW);
    assertThat(described().getSampler()).isEqualTo(Sampler.DDIM);
    assertThat(described().getSamplersList())
        .containsExactly(
            Sampler.ANCESTRAL, Sampler.DDIM, Sampler.DPM_SOLVER, Sampler.HEUN, Sampler.MEAN);
    serve(CONSISTENT);
    assertThat(described().getSamplersList()).contains(Sampler.CONSISTENCY, Sampler.REVERSE_SDE);
    assertThat(imputed(Sampler.CONSISTENCY)).isNotEqualTo(imputed(Sampler.DDIM));
  }

  private ModelBundle serve(NoisePlan noise) throws IOException, BundleException {
    ModelBundle bundle = RingRoad.randomBundle(directory, SITES, 1, noise);
    service.shelf.load(bundle.directory());
    return bundle;
  }

  private static ImputePlan plan(SamplerKind kind) {
    return new ImputePlan(kind, 4, 3);
  }

  private float[] imputed(Sampler sampler) {
    var values =
        service
            .stub()
            .impute(request(ImputeSpec.newBuilder().setSampler(sampler).build()))
            .getValuesList();
    float[] copy = new float[values.size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values.get(i);
    }
    return copy;
  }

  private static ImputeRequest request(ImputeSpec spec) {
    return impute(message(RingRoad.windowWithHoles(SITES)), 3).toBuilder().setSpec(spec).build();
  }

  private ModelDescription described() {
    return service.stub().describe(DescribeRequest.getDefaultInstance()).getModels(0);
  }

  private void assertRefused(Sampler sampler, String words) {
    assertThatThrownBy(() -> imputed(sampler))
        .hasMessageContaining(words)
        .satisfies(e -> assertThat(Refusals.reason(e)).isEqualTo(Refusal.INVALID));
  }
}
