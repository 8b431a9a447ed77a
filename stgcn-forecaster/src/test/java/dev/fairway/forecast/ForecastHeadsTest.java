package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.graph.Networks;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.StandardScaler;
import dev.fairway.tensor.GradientCheck;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForecastHeadsTest {

  private static final double[] LEVELS = {0.05, 0.25, 0.5, 0.75, 0.95};
  private static final double HOURS = 1 / 12.0;
  private static final Channel FLOW =
      new Channel(Channel.FLOW, "veh/h", 0, 10_000, true, Aggregation.RATE);

  private final NDManager root = TensorEngine.newRoot();

  @AfterEach
  void close() {
    root.close();
  }

  private NDArray filled(double value, long... shape) {
    return root.full(new Shape(shape), (float) value);
  }

  /**
   * The tensor's loss of one cell is minus the log probability of the distribution it decodes to.
   */
  @Test
  void countLossIsTheLikelihoodOfTheCount() {
    double mean = 36;
    double deviation = 60;
    for (boolean zeroInflated : new boolean[] {false, true}) {
      CountHead head = new CountHead(zeroInflated, LEVELS, HOURS, mean, deviation);
      for (int count : new int[] {0, 1, 7, 40}) {
        for (double[] raw : new double[][] {{0.2, -1, 0.5}, {2, 1.5, -3}, {-1, 0, 0}}) {
          double[] mine = zeroInflated ? raw : new double[] {raw[0], raw[1]};
          float[] numbers = new float[mine.length];
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) mine[i];
          }
          double rate = count / HOURS;
          float loss =
              head.loss(
                      Ops.tensor(root, numbers, 1, numbers.length, 1, 1),
                      filled((rate - mean) / deviation, 1, 1, 1, 1),
                      filled(1, 1, 1, 1, 1))
                  .getFloat();
          double expected = -head.distribution(mine).logProbability(count);
          assertThat((double) loss).isCloseTo(expected, within(2e-4 * (1 + expected)));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Head.class)
  void lossHasTheRightGradientAndMaskedCellsHaveNone(Head kind) {
    Channel speed = Waves.SPEED;
    MeasuredNetwork measured = Waves.measured(Networks.ring(3), FLOW, speed);
    ForecastHeads heads =
        new ForecastHeads(
            kind, measured, new StandardScaler(List.of(60d, 15d), List.of(80d, 5d)), LEVELS);
    Random random = new Random(4);
    float[] target = Initialiser.normal(1).values(random, 2 * 2 * 3);
    float[] mask = {1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1};
    try (Parameters none = new Parameters(root, 1)) {
      GradientCheck.check(
          none,
          raw -> {
            NDManager manager = raw.getManager();
            return heads.loss(
                raw,
                Ops.tensor(manager, target, 1, 2, 2, 3),
                Ops.tensor(manager, mask, 1, 2, 2, 3));
          },
          2e-2,
          1,
          heads.outputs(),
          2,
          3);
    }
  }

  /** Whatever the network says, quantiles rise, and the loss sees the same ones. */
  @Test
  void quantilesNeverCross() {
    QuantileHead head = new QuantileHead(LEVELS, 10, 4);
    Random random = new Random(1);
    double[] quantiles = new double[LEVELS.length];
    for (int i = 0; i < 1000; i++) {
      double[] raw = random.doubles(LEVELS.length, -30, 30).toArray();
      assertThat(head.decode(raw, quantiles)).isEqualTo(quantiles[2]);
      for (int level = 1; level < LEVELS.length; level++) {
        assertThat(quantiles[level]).isGreaterThanOrEqualTo(quantiles[level - 1]);
      }
    }
    assertThatThrownBy(() -> new QuantileHead(new double[] {0.1, 0.9}, 0, 1))
        .hasMessageContaining("median");
  }

  @Test
  void pinballLossOfTheDecodedQuantiles() {
    QuantileHead head = new QuantileHead(LEVELS, 0, 1);
    double[] raw = {0.3, -0.5, 1, 0.2, 2};
    double[] quantiles = new double[LEVELS.length];
    head.decode(raw, quantiles);
    double expected = 0;
    double observed = 1.1;
    for (int level = 0; level < LEVELS.length; level++) {
      double error = observed - quantiles[level];
      expected += 2 * Math.max(LEVELS[level] * error, (LEVELS[level] - 1) * error) / LEVELS.length;
    }
    float[] numbers = {0.3f, -0.5f, 1, 0.2f, 2};
    assertThat(
            head.loss(
                    Ops.tensor(root, numbers, 1, 5, 1, 1),
                    filled(observed, 1, 1, 1, 1),
                    filled(1, 1, 1, 1, 1))
                .getFloat())
        .isCloseTo((float) expected, within(1e-5f));
  }

  /** And the median, of a skewed count, lies below it. */
  @Test
  void theMeanIsTheForecastOfACount() {
    CountHead head = new CountHead(false, LEVELS, HOURS, 36, 60);
    double[] raw = {3, 0};
    double[] quantiles = new double[LEVELS.length];
    double mean = head.decode(raw, quantiles);
    assertThat(mean).isEqualTo(head.distribution(raw).mean() / HOURS);
    // Far from 0 the softplus changes nothing: 36 + 3 * 60.
    assertThat(mean).isCloseTo(216, within(0.1));
    assertThat(quantiles[2]).isLessThan(mean);
  }
}
