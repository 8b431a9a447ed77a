package dev.fairway.diffusion.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.Activations;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.DiTShape;
import dev.fairway.diffusion.denoise.DiTShape.NodeAttention;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.AdamOptimizer;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import dev.fairway.tensor.TrainingStep;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatentDenoiserTest {

  private static final DiTShape WITHIN =
      new DiTShape(16, 2, 2, 1, 2, NodeAttention.FULL, Conditioning.PLAIN);

  /** Cz, P, M. */
  private static final int LATENT = 4 * 3 * 3;

  private final NDManager root = TensorEngine.newRoot();
  private final TrafficNetwork ring = RingRoad.measured(Waves.SITES).network();

  @AfterEach
  void close() {
    root.close();
  }

  @Test
  void cellsAreGivenAndLatentsDenoised() {
    Codec codec = new Codec(root, new Parameters(root, 1), CodecTest.SHAPE, Waves.CHANNELS, ring);
    Parameters parameters = new Parameters(root, 2);
    LatentDenoiser net = new LatentDenoiser(root, parameters, codec, WITHIN);
    RingRoad.randomise(parameters, 3);
    float[] noisy = noise(LATENT, 4);
    float[] given = Waves.draw(1, new Random(5));
    float[] mask = Waves.ones(1);
    for (int i = 0; i < mask.length; i += 2) {
      mask[i] = 0;
    }
    float[] before = forward(net, noisy, given, mask, Trace.NONE);
    assertThat(before).hasSize(LATENT).doesNotContain(Float.NaN);
    assertThat(net.taps()).hasSize(2);
    assertThat(net.attentionTaps()).hasSize(4);
    Activations activations = new Activations(new HashSet<>(net.taps()));
    assertThat(forward(net, noisy, given, mask, activations)).isEqualTo(before);

    float[] others = given.clone();
    for (int i = 0; i < mask.length; i++) {
      others[i] += mask[i] == 1 ? 0 : 7;
    }
    assertThat(forward(net, noisy, others, mask, Trace.NONE)).isEqualTo(before);
    others[1] += 1;
    assertThat(forward(net, noisy, others, mask, Trace.NONE)).isNotEqualTo(before);
    float[] moved = noisy.clone();
    moved[0] += 1;
    assertThat(forward(net, moved, given, mask, Trace.NONE)).isNotEqualTo(before);
    // Where all is given nothing is left to denoise.
    float[] all = forward(net, noisy, given, Waves.ones(1), Trace.NONE);
    assertThat(forward(net, moved, given, Waves.ones(1), Trace.NONE))
        .containsExactly(all, within(1e-5f));
  }

  @Test
  void coverageIsTheShareOfGivenCells() {
    Codec codec = new Codec(root, new Parameters(root, 1), CodecTest.SHAPE, Waves.CHANNELS, ring);
    float[] mask = new float[Waves.CHANNELS * Waves.STEPS * Waves.SITES];
    // Channel 0, step 5, site 0: one of the 2 x 4 x 2 cells of its latent.
    mask[5 * Waves.SITES] = 1;
    NDArray coverage = codec.coverage(Ops.tensor(root, mask, Waves.shape(1)));
    assertThat(coverage.getShape().getShape()).containsExactly(1, 4, 3, 3);
    assertThat(coverage.sum().getFloat()).isCloseTo(4 / 16f, within(1e-6f));
    assertThat(coverage.get(":, :, 1").sum().getFloat()).isCloseTo(4 / 16f, within(1e-6f));
    assertThat(coverage.max().getFloat()).isCloseTo(1 / 16f, within(1e-6f));
  }

  @Test
  void whatIsEncodedIsThePriorAndAShapeThatAsksForOneGetsNoOther() {
    Codec codec = new Codec(root, new Parameters(root, 1), CodecTest.SHAPE, Waves.CHANNELS, ring);
    DiTShape plain = new DiTShape(16, 2, 2, 1, 2, NodeAttention.FULL, Conditioning.PLAIN);
    Parameters ofPlain = new Parameters(root, 2);
    Parameters ofPrior = new Parameters(root, 2);
    LatentDenoiser one = new LatentDenoiser(root, ofPlain, codec, plain);
    LatentDenoiser other =
        new LatentDenoiser(root, ofPrior, codec, plain.told(new Conditioning(true, 0)));
    assertThat(ofPrior.toBytes()).isEqualTo(ofPlain.toBytes());
    assertThat(other.taps()).isEqualTo(one.taps());
  }

  /**
   * Both stages: the denoiser learns, the codec does not. x_t = cos z + sin e, and v = cos e - sin
   * z is predicted (Salimans and Ho 2022): its mean square is about that of z and e, until
   * something is learned.
   */
  @Test
  void latentsOfATrainedCodecAreLearned() {
    Parameters codecs = new Parameters(root, 1);
    Codec codec = CodecTest.trained(root, codecs, ring, 100);
    codecs.train(false);
    Map<String, HostTensor> before = codecs.values();
    Parameters parameters = new Parameters(root, 2);
    LatentDenoiser net = new LatentDenoiser(root, parameters, codec, WITHIN);
    TrainingStep step =
        new TrainingStep(root, parameters, new AdamOptimizer(root, parameters, 0), 1);
    Random random = new Random(6);
    double first = 0;
    double last = 0;
    int steps = 120;
    for (int i = 0; i < steps; i++) {
      double loss = step.run(5e-3, scope -> loss(net, codec, scope, random)).loss();
      first += i < 10 ? loss / 10 : 0;
      last += i >= steps - 10 ? loss / 10 : 0;
    }
    assertThat(last).isLessThan(0.6 * first);
    codecs
        .values()
        .forEach((name, t) -> assertThat(t.values()).isEqualTo(before.get(name).values()));
  }

  private static NDArray loss(LatentDenoiser net, Codec codec, TensorScope scope, Random random) {
    int windows = 16;
    NDArray cells = scope.tensor(Waves.draw(windows, random), Waves.shape(windows));
    NDArray z = GradientMode.off(() -> codec.encode(cells).mean());
    NDArray e = scope.tensor(noise(windows * LATENT, random.nextLong()), z.getShape().getShape());
    float[] cos = new float[windows];
    float[] sin = new float[windows];
    float[] context = new float[windows * StepContext.FEATURES];
    for (int b = 0; b < windows; b++) {
      double time = random.nextDouble();
      cos[b] = (float) Math.cos(Math.PI / 2 * time);
      sin[b] = (float) Math.sin(Math.PI / 2 * time);
      System.arraycopy(
          StepContext.features(time, new float[4]),
          0,
          context,
          b * StepContext.FEATURES,
          StepContext.FEATURES);
    }
    NDArray a = scope.tensor(cos, windows, 1, 1, 1);
    NDArray s = scope.tensor(sin, windows, 1, 1, 1);
    // Nothing is given of half the windows, the first channel of the others: half of each latent.
    float[] mask = new float[2 * windows * Waves.STEPS * Waves.SITES];
    int channel = Waves.STEPS * Waves.SITES;
    for (int b = windows / 2; b < windows; b++) {
      Arrays.fill(mask, 2 * b * channel, (2 * b + 1) * channel, 1);
    }
    DenoiserInput input =
        new DenoiserInput(
            z.mul(a).add(e.mul(s)),
            cells,
            scope.tensor(mask, Waves.shape(windows)),
            scope.tensor(context, windows, StepContext.FEATURES));
    NDArray target = e.mul(a).sub(z.mul(s));
    return Losses.mse(
        net.forward(input, Trace.NONE), target, target.getManager().ones(target.getShape()));
  }

  private float[] forward(
      LatentDenoiser net, float[] noisy, float[] given, float[] mask, Trace trace) {
    return GradientMode.off(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            return net.forward(
                    new DenoiserInput(
                        scope.tensor(noisy, 1, 4, 3, 3),
                        scope.tensor(given, Waves.shape(1)),
                        scope.tensor(mask, Waves.shape(1)),
                        scope.tensor(
                            StepContext.features(0.4, new float[] {0, 1, 0, 1}),
                            1,
                            StepContext.FEATURES)),
                    trace)
                .toFloatArray();
          }
        });
  }

  private static float[] noise(int size, long seed) {
    Random random = new Random(seed);
    float[] noise = new float[size];
    for (int i = 0; i < size; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }
}
