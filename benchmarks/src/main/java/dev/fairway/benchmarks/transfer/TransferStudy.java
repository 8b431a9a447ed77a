package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.provenance.CodeVersion;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Every arm for every amount of data and every seed; what is on file is not run again. */
public final class TransferStudy {

  private final String set;
  private final TrafficSeries series;
  private final Optional<SourceNetwork> source;
  private final TransferPlan plan;
  private final ResultsFile<TransferRun> results;
  private final Path work;
  private final String command;
  private final Clock clock;
  private final Consumer<String> news;
  private final Set<TransferRun.Key> done = new HashSet<>();

  /**
   * @param source for the arms that need one
   */
  public TransferStudy(
      TrafficSeries series,
      Optional<SourceNetwork> source,
      TransferPlan plan,
      ResultsFile<TransferRun> results,
      Path work,
      String command,
      Clock clock,
      Consumer<String> news)
      throws IOException {
    this.set = series.measured().network().id();
    this.series = series;
    this.source = source;
    this.plan = plan;
    this.results = results;
    this.work = work;
    this.command = command;
    this.clock = clock;
    this.news = news;
    results.read().forEach(run -> done.add(run.key()));
  }

  public void run(List<Amount> amounts, List<Arrivals> arrivals, List<Arm> arms, List<Long> seeds)
      throws IOException {
    Optional<SourceTraining> training =
        source.map(its -> new SourceTraining(its, work, command, clock, news));
    int left = expected(amounts, arrivals, arms, seeds);
    Instant begin = clock.instant();
    int finished = 0;
    for (long seed : seeds) {
      for (ThinTask task : tasks(amounts, arrivals, seed)) {
        List<Arm> pending = pending(task, arms, seed);
        if (pending.isEmpty()) {
          continue;
        }
        try (ThinLearning learning =
            new ThinLearning(task, training, plan, seed, work, command, clock, news)) {
          for (Arm arm : pending) {
            run(learning, task, arm, seed);
            finished++;
            Duration each = Duration.between(begin, clock.instant()).dividedBy(finished);
            news.accept(
                "%d of %d runs done, about %d min left"
                    .formatted(finished, left, each.multipliedBy(left - finished).toMinutes()));
          }
        }
      }
    }
  }

  /**
   * Says how long all will take.
   *
   * @return runs to do
   */
  private int expected(
      List<Amount> amounts, List<Arrivals> arrivals, List<Arm> arms, List<Long> seeds)
      throws IOException {
    int left = 0;
    Optional<StudyTime> measured = Optional.empty();
    Duration time = Duration.ZERO;
    for (long seed : seeds) {
      for (ThinTask task : tasks(amounts, arrivals, seed)) {
        List<Arm> pending = pending(task, arms, seed);
        if (!pending.isEmpty()) {
          if (measured.isEmpty()) {
            measured = Optional.of(StudyTime.measure(task, plan, work, clock));
          }
          time = time.plus(measured.get().of(pending, plan.probabilities().size()));
          left += pending.size();
        }
      }
    }
    news.accept("%d runs to do, about %d min of training".formatted(left, time.toMinutes()));
    return left;
  }

  private List<ThinTask> tasks(List<Amount> amounts, List<Arrivals> arrivals, long seed) {
    return amounts.stream()
        .flatMap(
            amount -> arrivals.stream().map(its -> ThinTask.of(set, series, amount, its, seed)))
        .toList();
  }

  private List<Arm> pending(ThinTask task, List<Arm> arms, long seed) {
    List<Arm> pending = new ArrayList<>();
    for (Arm arm : arms) {
      if (!done.contains(
          new TransferRun.Key(
              set,
              task.words(),
              arm.label(),
              source(arm),
              plan.toString(),
              seed,
              task.dataHash()))) {
        pending.add(arm);
      }
    }
    return pending;
  }

  private String source(Arm arm) {
    return arm.needsSource() ? source.orElseThrow().words() : "";
  }

  private void run(ThinLearning learning, ThinTask task, Arm arm, long seed) throws IOException {
    Instant begin = clock.instant();
    ThinLearning.Outcome outcome = learning.run(arm);
    Instant end = clock.instant();
    results.append(
        new TransferRun(
            set,
            task.words(),
            arm.label(),
            source(arm),
            plan.toString(),
            seed,
            task.dataHash(),
            CodeVersion.current(),
            command,
            end,
            Duration.between(begin, end).toMillis() / 1000.0,
            outcome.chosen(),
            outcome.errors()));
    if (outcome.errors().isEmpty()) {
      news.accept(
          "%s, %s, %s, seed %d: nothing to learn from, %s"
              .formatted(set, task.words(), arm.label(), seed, outcome.chosen()));
    }
    outcome
        .errors()
        .forEach(
            (channel, horizons) -> {
              news.accept(
                  "%s, %s, %s, seed %d: %s MAE %.4g %s"
                      .formatted(
                          set,
                          task.words(),
                          arm.label(),
                          seed,
                          channel,
                          DayErrors.mean(horizons.get(TestErrors.ALL)),
                          outcome.chosen()));
            });
  }
}
