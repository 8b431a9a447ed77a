package dev.fairway.benchmarks.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.process.NoiseSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PartialPathTest {

  private static final double[] ORIGIN = {1, -2, 0.5};
  private static final double[] START = {0.3, -1, 2};

  private static PartialPath path(int steps, UnaryOperator<double[]> push) {
    NoiseSchedule process =
        NoiseSchedule.of(NoiseSchedule.Kind.COSINE, NoiseSchedule.DEFAULT_STEPS);
    return new PartialPath(process, ORIGIN, 0.4, steps, push);
  }

  @Test
  void whoKnowsTheWayComesBackToWhereItBegan() {
    double[] back =
        path(5, clean -> clean)
            .sample((noisy, time) -> ORIGIN.clone(), START, new SplittableRandom(1));
    assertThat(back).containsExactly(ORIGIN, within(1e-9));
  }

  /** The last estimate is what comes out, pushed as all before it. */
  @Test
  void aPushIsWhatComesOutOfIt() {
    double[] back =
        path(5, clean -> new double[] {clean[0] + 0.1, clean[1], clean[2]})
            .sample((noisy, time) -> ORIGIN.clone(), START, new SplittableRandom(1));
    assertThat(back).containsExactly(new double[] {1.1, -2, 0.5}, within(1e-9));
  }

  /** With the point that was noised and the noise known, what is asked about first is known too. */
  @Test
  void itBeginsAtItsTimeAndAsksAtEachStepOnce() {
    List<Double> times = new ArrayList<>();
    List<double[]> asked = new ArrayList<>();
    PartialPath path = path(4, clean -> clean);
    path.sample(
        (noisy, time) -> {
          times.add(time);
          asked.add(noisy.clone());
          return ORIGIN.clone();
        },
        START,
        new SplittableRandom(1));
    assertThat(times).containsExactly(0.4, 0.4 * 3 / 4, 0.4 * 2 / 4, 0.4 / 4);
    double[] first = new double[ORIGIN.length];
    for (int i = 0; i < first.length; i++) {
      first[i] =
          path.process().at(0.4).noised(ORIGIN[i], START[i] / path.process().priorDeviation());
    }
    assertThat(asked.get(0)).containsExactly(first, within(1e-12));
  }
}
