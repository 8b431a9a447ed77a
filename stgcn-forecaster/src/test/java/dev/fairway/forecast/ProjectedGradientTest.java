package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.TensorEngine;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProjectedGradientTest {

  private static final float[] WEIGHTS = {0.5f, -2, 0, 1, -0.25f};
  private static final float[] POINT = {1, 2, 3, -1, 0};
  private static final float RADIUS = 0.1f;

  /** Far enough from the forecast that no point of the ball is on its other side. */
  private static final float TARGET = 4;

  /** Of a linear model the worst point is a corner, |w|_1 radius worse (Goodfellow et al. 2015). */
  @Test
  void theAbsoluteErrorOfALinearModelRisesByTheNormOfItsWeights() {
    double norm = 0;
    for (float weight : WEIGHTS) {
      norm += Math.abs(weight);
    }
    for (int seed = 0; seed < 10; seed++) {
      float[] worst = climb(ball(), new SplittableRandom(seed));
      assertThat(error(worst) - error(POINT)).isCloseTo(norm * RADIUS, within(1e-5));
    }
  }

  @Test
  void coordinatesThatAreFixedStay() {
    Box ball = ball();
    ball.low()[1] = POINT[1];
    ball.high()[1] = POINT[1];
    float[] worst = climb(ball, new SplittableRandom(1));
    assertThat(worst[1]).isEqualTo(POINT[1]);
    assertThat(error(worst) - error(POINT)).isCloseTo(1.75 * RADIUS, within(1e-5));
  }

  @Test
  void aPointNeverLeavesItsBox() {
    SplittableRandom random = new SplittableRandom(3);
    Box box = ball();
    for (int i = 0; i < 100; i++) {
      assertInside(box, box.somewhere(random));
      assertInside(box, box.corner(random));
      assertInside(box, box.step(box.somewhere(random), WEIGHTS, 10 * RADIUS));
    }
  }

  private static void assertInside(Box box, float[] point) {
    for (int i = 0; i < point.length; i++) {
      assertThat(point[i]).isBetween(box.low()[i], box.high()[i]);
    }
  }

  private static Box ball() {
    float[] low = POINT.clone();
    float[] high = POINT.clone();
    for (int i = 0; i < low.length; i++) {
      low[i] -= RADIUS;
      high[i] += RADIUS;
    }
    return new Box(low, high);
  }

  private static float[] climb(Box box, SplittableRandom random) {
    try (NDManager root = TensorEngine.newRoot()) {
      return new ProjectedGradient(
              root,
              new long[] {5, 1},
              (scope, x) ->
                  Losses.mae(
                      scope.tensor(WEIGHTS, 1, 5).matMul(x),
                      scope.tensor(new float[] {TARGET}, 1, 1),
                      Ops.scalar(scope.manager(), 1)))
          .climb(box.somewhere(random), box, RADIUS / 4, 10);
    }
  }

  private static double error(float[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += WEIGHTS[i] * (double) x[i];
    }
    return Math.abs(sum - TARGET);
  }
}
