package dev.fairway.benchmarks.fault;

import dev.fairway.benchmarks.accuracy.Pace;
import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.own.Training;
import dev.fairway.forecast.Attack;
import dev.fairway.forecast.Evaluation;
import dev.fairway.forecast.ForecastScores;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.CodeVersion;
import dev.fairway.series.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Trains forecasters and measures them under every condition, each once: what is on file is not
 * measured again, and a model of which all is on file is not trained.
 *
 * <pre>
 * training part ─► without attack ─┐
 *              └─► under attack ───┴─► test windows, disturbed ─► MAE ─► FaultRun ─► ResultsFile
 * </pre>
 */
public final class FaultComparison {

  /** Of the model that the others are compared with. */
  static final String USUAL = "usual training";

  private final Task task;
  private final TrainingBudget budget;
  private final List<Condition> conditions;
  private final int windows;
  private final ResultsFile<FaultRun> results;
  private final Path work;
  private final String command;
  private final Clock clock;
  private final Consumer<String> news;

  /**
   * @param windows of the test part, evenly spread, at most
   */
  public FaultComparison(
      Task task,
      TrainingBudget budget,
      List<Condition> conditions,
      int windows,
      ResultsFile<FaultRun> results,
      Path work,
      String command,
      Clock clock,
      Consumer<String> news) {
    this.task = task;
    this.budget = budget;
    this.conditions = conditions;
    this.windows = windows;
    this.results = results;
    this.work = work;
    this.command = command;
    this.clock = clock;
    this.news = news;
  }

  /** A model by name, and how it is trained. */
  public record Trial(String name, Training training) {}

  /** The usual training, and the same under an attack: as many steps, on the same windows. */
  public static List<Trial> trials(Training usual, Attack attack) {
    return List.of(
        new Trial(USUAL, usual),
        new Trial(
            "under PGD-%d %s sd".formatted(attack.iterations(), attack.radius()),
            usual.under(attack)));
  }

  /** Takes a few steps of each training and says how long what is not on file will take. */
  public Duration expected(List<Trial> trials, List<Long> seeds) throws IOException {
    Duration total = Duration.ZERO;
    for (Trial trial : trials) {
      int runs = 0;
      for (long seed : seeds) {
        runs += pending(trial, seed).isEmpty() ? 0 : 1;
      }
      if (runs > 0) {
        Pace pace = trial.training().measure(task, budget, work);
        Duration training = pace.ofRun(task, budget);
        news.accept(
            "expected: %s: %.0f ms a step, %d min a training, %d of them"
                .formatted(trial.name(), pace.step().toNanos() / 1e6, training.toMinutes(), runs));
        total = total.plus(training.multipliedBy(runs));
      }
    }
    news.accept(
        "expected: the trainings take %d min; measuring, some minutes each"
            .formatted(total.toMinutes()));
    return total;
  }

  /** Everything about one model. */
  public void run(Trial trial, long seed) throws IOException {
    List<Condition> pending = pending(trial, seed);
    if (pending.isEmpty()) {
      return;
    }
    String name = "%s, seed %d".formatted(trial.name(), seed);
    news.accept("training: " + name);
    Training.Trained trained =
        trial.training().run(task, budget, seed, work, line -> news.accept("  " + line));
    try (StgcnForecaster forecaster =
        StgcnBundles.load(trained.bundle(), task.series().measured())) {
      for (Condition condition : pending) {
        FaultRun run = measured(trial, seed, condition, forecaster);
        results.append(run);
        news.accept("%s: %s: %s".formatted(name, condition.name(), run.maes()));
      }
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private FaultRun measured(
      Trial trial, long seed, Condition condition, StgcnForecaster forecaster) {
    Instant begin = clock.instant();
    ForecastScores scores =
        new Evaluation(
                task.series(),
                task.split().test(),
                Task.INPUT_STEPS,
                Task.HORIZON,
                task.filler(),
                Optional.empty(),
                windows)
            .of(forecaster, condition.disturbance().apply(forecaster), seed);
    Map<String, Double> maes = new TreeMap<>();
    int[] targets = task.series().measured().forecastChannels();
    for (int target = 0; target < targets.length; target++) {
      Channel channel = task.series().measured().channels().get(targets[target]);
      maes.put("%s, %s".formatted(channel.name(), channel.unit()), scores.of(target).mae());
    }
    FaultRun.Key key = key(trial, seed, condition);
    Instant end = clock.instant();
    return new FaultRun(
        key.set(),
        key.condition(),
        key.model(),
        key.training(),
        windows,
        seed,
        key.dataHash(),
        CodeVersion.current(),
        command,
        end,
        Duration.between(begin, end).toMillis() / 1000.0,
        maes);
  }

  private List<Condition> pending(Trial trial, long seed) throws IOException {
    Set<FaultRun.Key> done = results.read().stream().map(FaultRun::key).collect(Collectors.toSet());
    return conditions.stream()
        .filter(condition -> !done.contains(key(trial, seed, condition)))
        .toList();
  }

  private FaultRun.Key key(Trial trial, long seed, Condition condition) {
    return new FaultRun.Key(
        task.name(),
        condition.name(),
        trial.name(),
        trial.training().configuration() + ", " + budget,
        windows,
        seed,
        task.dataHash());
  }
}
