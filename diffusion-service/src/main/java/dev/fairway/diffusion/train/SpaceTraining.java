package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.latent.Codec;
import dev.fairway.diffusion.latent.CodecShape;
import dev.fairway.diffusion.latent.LatentScale;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The first stage of a training: learns where windows are denoised, if that is to be learned. */
record SpaceTraining(TrainingSettings settings, Clock clock) {

  /** Windows that the scale of the latents is taken from. */
  private static final int SCALE_WINDOWS = 256;

  /**
   * @return weights of the space; empty if nothing is to be learned
   */
  Map<String, HostTensor> learn(
      MeasuredNetwork measured,
      TrainingWindows training,
      TrainingWindows validation,
      Optional<Path> checkpoint,
      TrainingListener listener)
      throws IOException {
    if (!(settings.space() instanceof CodecShape shape)) {
      return Map.of();
    }
    listener.begins("codec");
    int channels = measured.channels().size();
    TrafficNetwork network = measured.network();
    TrainingSettings.Optimisation optimisation = settings.optimisation();
    try (var run =
        new TrainingRun<>(
            (owner, parameters) -> new Codec(owner, parameters, shape, channels, network),
            new CodecLesson(training, validation, optimisation.batch(), settings.seed()),
            optimisation,
            settings.seed(),
            Beginning.NEW)) {
      BestWeights best =
          new TrainingLoop(optimisation, settings.stageBudget(), settings.seed(), clock)
              .run(run, checkpoint, listener);
      return scaled(best.weights(), channels, network, training);
    }
  }

  private Map<String, HostTensor> scaled(
      Map<String, HostTensor> weights,
      int channels,
      TrafficNetwork network,
      TrainingWindows training) {
    try (NDManager root = TensorEngine.newRoot()) {
      WindowSpace unscaled =
          settings.space().open(root, channels, settings.windowSteps(), network, weights);
      WindowBatch windows = training.spread(SCALE_WINDOWS, GaussianNoise.source(settings.seed()));
      float[] points = unscaled.points(windows.cells(), windows.known(), SCALE_WINDOWS);
      return LatentScale.of(points, unscaled.shape(SCALE_WINDOWS)).in(weights);
    }
  }
}
