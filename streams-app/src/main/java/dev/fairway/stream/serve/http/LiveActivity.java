package dev.fairway.stream.serve.http;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.stream.serve.topology.Activity;
import dev.fairway.stream.serve.topology.Admission;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts for metrics, and remembers what has changed since when. */
public final class LiveActivity implements Activity {

  /** What of a network may change, each shown by a query of its own. */
  enum Part {
    STATE,
    SCORES,
    MODELS,
    DEAD_LETTERS,
    NETWORK
  }

  private record Changed(String network, Part part) {}

  private record Counted(String what, String network, Admission admission) {}

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "intervals",
          "Site intervals that were read, and what became of them",
          "forecasts",
          "Forecasts that were read, and what became of them",
          "fallback.forecasts",
          "Those of them that were not made as they were meant to be");

  private final MeterRegistry metrics;
  private final InstantSource clock;
  private final Map<Changed, AtomicLong> versions = new ConcurrentHashMap<>();

  /** The registry takes longer to find a counter than to count. */
  private final Map<Counted, Counter> counters = new ConcurrentHashMap<>();

  private final Map<String, AtomicLong> eventTimes = new ConcurrentHashMap<>();
  private volatile Instant lastRecord;

  public LiveActivity(MeterRegistry metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void interval(SiteInterval interval, Admission admission) {
    count("intervals", interval.getNetwork(), admission);
    long end = interval.getIntervalStart().getSeconds() + interval.getIntervalSeconds();
    eventTime(interval.getNetwork()).accumulateAndGet(end, Math::max);
    touch(interval.getNetwork(), Part.STATE);
  }

  @Override
  public void forecast(Forecast forecast, Admission admission) {
    count("forecasts", forecast.getNetwork(), admission);
    if (forecast.getFallback()) {
      count("fallback.forecasts", forecast.getNetwork(), admission);
    }
    touch(forecast.getNetwork(), Part.STATE);
  }

  @Override
  public void scored(Score score) {
    Counter.builder("fairway.scored")
        .description("Steps of forecasts whose truth has come")
        .tag("network", score.getNetwork())
        .register(metrics)
        .increment(score.getStepsCount());
    touch(score.getNetwork(), Part.SCORES);
  }

  @Override
  public void deadLetter(DeadLetter letter) {
    Counter.builder("fairway.dead.letters")
        .description("Input that was refused")
        .tag("network", letter.getNetwork())
        .tag("reason", letter.getReason().name())
        .register(metrics)
        .increment();
    touch(letter.getNetwork(), Part.DEAD_LETTERS);
  }

  @Override
  public void model(ModelEvent event) {
    touch(event.getNetwork(), Part.MODELS);
  }

  @Override
  public void network(NetworkDefinition definition) {
    touch(definition.getNetwork(), Part.NETWORK);
  }

  /** Rises with each change. */
  long version(String network, Part part) {
    AtomicLong version = versions.get(new Changed(network, part));
    return version == null ? 0 : version.get();
  }

  /** End of the newest interval that this process has seen; empty before the first. */
  Optional<Instant> newestEnd(String network) {
    AtomicLong seconds = eventTimes.get(network);
    return seconds == null ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds.get()));
  }

  /** When this process last read a record; empty before the first. */
  public Optional<Instant> lastRecord() {
    return Optional.ofNullable(lastRecord);
  }

  private AtomicLong eventTime(String network) {
    return eventTimes.computeIfAbsent(
        network,
        n -> metrics.gauge("fairway.event.time.seconds", Tags.of("network", n), new AtomicLong()));
  }

  private void count(String what, String network, Admission admission) {
    counters
        .computeIfAbsent(
            new Counted(what, network, admission),
            c ->
                Counter.builder("fairway." + what)
                    .description(DESCRIPTIONS.get(what))
                    .tag("network", network)
                    .tag("admission", admission.name())
                    .register(metrics))
        .increment();
  }

  private void touch(String network, Part part) {
    lastRecord = clock.instant();
    versions.computeIfAbsent(new Changed(network, part), c -> new AtomicLong()).incrementAndGet();
  }
}
