package dev.fairway.diffusion.latent;

import ai.djl.ndarray.NDManager;
import dev.fairway.tensor.AdamOptimizer;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TrainingStep;
import java.util.random.RandomGenerator;

/** Steps of Adam on a {@link CodecLoss}. */
public final class CodecTraining {

  private static final double LARGEST_NORM = 1;

  private final Codec codec;
  private final CodecLoss loss;
  private final TrainingStep step;

  /**
   * @param parameters the codec's, and no others
   */
  public CodecTraining(NDManager root, Parameters parameters, Codec codec, CodecLoss loss) {
    this.codec = codec;
    this.loss = loss;
    this.step =
        new TrainingStep(root, parameters, new AdamOptimizer(root, parameters, 0), LARGEST_NORM);
  }

  /**
   * One step.
   *
   * @param cells {@code [B, C, T, N]}, packed and scaled
   * @param observed {@code [B, C, T, N]}, packed: 1 where a cell counts
   * @param shape B, C, T, N
   * @param random the draw from the latent's posterior
   * @return the loss before it
   */
  public double learn(
      float[] cells, float[] observed, long[] shape, double rate, RandomGenerator random) {
    long[] latent = codec.latentShape(shape[0], shape[2]);
    float[] noise = new float[Math.toIntExact(latent[0] * latent[1] * latent[2] * latent[3])];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return step.run(
            rate,
            scope ->
                loss.of(
                    codec,
                    scope.tensor(cells, shape),
                    scope.tensor(observed, shape),
                    scope.tensor(noise, latent)))
        .loss();
  }
}
