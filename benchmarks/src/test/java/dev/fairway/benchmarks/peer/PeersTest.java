package dev.fairway.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.benchmarks.SmallTask;
import dev.fairway.benchmarks.accuracy.Contender.Outcome;
import dev.fairway.benchmarks.accuracy.HorizonScore;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.own.Baseline;
import dev.fairway.benchmarks.own.BaselineContender;
import dev.fairway.benchmarks.speed.SpeedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the PyTorch programs; skipped where there is no PyTorch. FAIRWAY_PYTHON names a Python. */
class PeersTest {

  private static final TrainingBudget TINY = new TrainingBudget(2, 64, 32, 2);

  @TempDir private Path work;
  private Python python;

  @BeforeEach
  void findPython() throws IOException, InterruptedException {
    String command = Optional.ofNullable(System.getenv("FAIRWAY_PYTHON")).orElse("python3");
    StringBuilder why = new StringBuilder();
    Optional<Python> found = Python.find(command, Path.of("peers"), why::append);
    assumeTrue(found.isPresent(), why::toString);
    python = found.get();
  }

  @Test
  void bothSidesScoreTheLastValueAlike() throws IOException, InterruptedException {
    Task task = SmallTask.withHoles(600);

    Outcome theirs = peer("last-value").run(task, TINY, 1, work, line -> {});
    Outcome ours = new BaselineContender(Baseline.LAST_VALUE).run(task, TINY, 1, work, line -> {});

    for (Map.Entry<String, List<HorizonScore>> channel : ours.scores().horizons().entrySet()) {
      for (int step = 0; step < Task.HORIZON; step++) {
        HorizonScore mine = channel.getValue().get(step);
        HorizonScore its = theirs.scores().horizons().get(channel.getKey()).get(step);
        assertThat(its.count()).isEqualTo(mine.count());
        assertThat(its.mae()).isCloseTo(mine.mae(), within(1e-4));
        assertThat(its.rmse()).isCloseTo(mine.rmse(), within(1e-4));
        assertThat(its.mape()).isCloseTo(mine.mape(), within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stgcn", "stid", "graph-wavenet"})
  void aPeerLearnsAndRepeatsItself(String model) throws IOException, InterruptedException {
    Task task = SmallTask.withHoles(600);

    Outcome first = peer(model).run(task, TINY, 1, work, line -> {});
    Outcome again = peer(model).run(task, TINY, 1, work, line -> {});

    assertThat(first.parameters()).isPositive();
    assertThat(first.epochs()).isEqualTo(2);
    assertThat(again.scores()).isEqualTo(first.scores());
  }

  @Test
  void ourClassicFormIsThePeersNetwork() throws IOException {
    List<String> news = new ArrayList<>();

    boolean same =
        new SpeedRun(SmallTask.whole(300), 8, 1, work, news::add).run(Optional.of(python), 1, 2);

    assertThat(same).as(news::toString).isTrue();
  }

  private PeerContender peer(String model) {
    return new PeerContender(model, python, 1, 1e-4, OptionalDouble.empty());
  }
}
