package dev.fairway.benchmarks.accuracy;

import dev.fairway.provenance.CodeVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Fills a results file: every contender on every task with every seed, each once. What is on file
 * already is left out, so that a table may be filled over several sittings.
 *
 * <pre>
 * task ─► contender ─► trained on the training part, best on the validation part
 *                         └─► forecasts of the test windows ─► Scoring ─► ResultsFile
 * </pre>
 */
public final class Comparison {

  private final TrainingBudget budget;
  private final int threads;
  private final ResultsFile<RunRecord> results;
  private final Path work;
  private final String command;
  private final Clock clock;
  private final Consumer<String> news;

  public Comparison(
      TrainingBudget budget,
      int threads,
      ResultsFile<RunRecord> results,
      Path work,
      String command,
      Clock clock,
      Consumer<String> news) {
    this.budget = budget;
    this.threads = threads;
    this.results = results;
    this.work = work;
    this.command = command;
    this.clock = clock;
    this.news = news;
  }

  /** One run that is not on file yet. */
  public record Pending(Task task, Contender contender, long seed) {}

  /** What is to be done, seed by seed, so that early ends leave whole rows. */
  public List<Pending> pending(List<Task> tasks, List<Contender> contenders, List<Long> seeds)
      throws IOException {
    Set<RunRecord.Key> done =
        results.read().stream().map(RunRecord::key).collect(Collectors.toSet());
    List<Pending> pending = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      for (Task task : tasks) {
        for (Contender contender : contenders) {
          long seed = contender.learns() ? seeds.get(i) : 0;
          if ((contender.learns() || i == 0) && !done.contains(key(task, contender, seed))) {
            pending.add(new Pending(task, contender, seed));
          }
        }
      }
    }
    return pending;
  }

  /** Measures a few steps of each and says how long all take if no training stops early. */
  public Duration estimate(List<Pending> pending) throws IOException, InterruptedException {
    Map<String, Duration> known = new LinkedHashMap<>();
    Duration total = Duration.ZERO;
    for (Pending one : pending) {
      String name = one.task().name() + " " + one.contender().name();
      if (!known.containsKey(name)) {
        Pace pace = one.contender().measure(one.task(), budget(one.contender()), work);
        Duration run = pace.ofRun(one.task(), budget(one.contender()));
        known.put(name, run);
        long runs =
            pending.stream()
                .filter(p -> (p.task().name() + " " + p.contender().name()).equals(name))
                .count();
        news.accept(
            "expected: %s: %.0f ms a step, %s a run, %d to do"
                .formatted(name, pace.step().toNanos() / 1e6, words(run), runs));
      }
      total = total.plus(known.get(name));
    }
    news.accept(
        "expected: all %d runs take %s if none stops early, until %s"
            .formatted(
                pending.size(),
                words(total),
                DateTimeFormatter.ofPattern("HH:mm")
                    .withZone(ZoneId.systemDefault())
                    .format(clock.instant().plus(total))));
    return total;
  }

  /**
   * Runs them all; one that fails is told and left out.
   *
   * @return how many failed
   */
  public int run(List<Pending> pending) throws IOException, InterruptedException {
    int failed = 0;
    for (int i = 0; i < pending.size(); i++) {
      Pending one = pending.get(i);
      String name =
          "%s %s seed %d".formatted(one.task().name(), one.contender().name(), one.seed());
      news.accept("run %d of %d: %s".formatted(i + 1, pending.size(), name));
      try {
        RunRecord record = run(one, line -> news.accept("  " + name + ": " + line));
        results.append(record);
        record
            .scores()
            .forEach(
                (channel, scores) ->
                    news.accept(
                        "  %s: %s MAE %.4f %s over all horizons, in %s"
                            .formatted(
                                name,
                                channel,
                                Averages.mae(scores),
                                record.units().get(channel),
                                words(Duration.ofMillis((long) (1000 * record.wallSeconds()))))));
      } catch (IOException | RuntimeException e) {
        failed++;
        news.accept("  " + name + " FAILED: " + e.getMessage());
      }
    }
    return failed;
  }

  private RunRecord run(Pending one, Consumer<String> lines)
      throws IOException, InterruptedException {
    Instant start = clock.instant();
    Task task = one.task();
    Contender contender = one.contender();
    Contender.Outcome outcome = contender.run(task, budget(contender), one.seed(), work, lines);
    return new RunRecord(
        task.name(),
        task.protocol().name(),
        contender.name(),
        contender.peer(),
        contender.configuration(),
        budget(contender),
        one.seed(),
        task.dataHash(),
        CodeVersion.current(),
        command,
        clock.instant(),
        threads,
        Duration.between(start, clock.instant()).toMillis() / 1000.0,
        outcome.parameters(),
        outcome.epochs(),
        outcome.scores().units(),
        (int) task.series().measured().interval().toMinutes(),
        outcome.scores().horizons());
  }

  private RunRecord.Key key(Task task, Contender contender, long seed) {
    return new RunRecord.Key(
        task.protocol().name(),
        contender.name(),
        contender.configuration(),
        budget(contender),
        seed,
        task.dataHash());
  }

  private TrainingBudget budget(Contender contender) {
    return contender.learns() ? budget : TrainingBudget.NONE;
  }

  private static String words(Duration time) {
    return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }
}
