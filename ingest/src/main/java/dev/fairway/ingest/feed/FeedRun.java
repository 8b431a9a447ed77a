package dev.fairway.ingest.feed;

import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run through a source, from a given event on, until it ends, is stopped, or something fails.
 */
final class FeedRun {

  private static final Logger LOG = LoggerFactory.getLogger(FeedRun.class);

  /** Also how long a stop may have to wait. */
  private static final Duration LONGEST_SLEEP = Duration.ofMillis(100);

  private final FeedSettings settings;
  private final Source source;
  private final FeedWriter writer;
  private final Pace pace;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final FeedTally tally;
  private final BooleanSupplier stopped;
  private final SourceClock sourceClock;
  private long position;
  private CommitSchedule commits;

  FeedRun(
      FeedSettings settings,
      Source source,
      FeedWriter writer,
      Pace pace,
      InstantSource clock,
      Sleeper sleeper,
      FeedTally tally,
      BooleanSupplier stopped) {
    this.settings = settings;
    this.source = source;
    this.writer = writer;
    this.pace = pace;
    this.clock = clock;
    this.sleeper = sleeper;
    this.tally = tally;
    this.stopped = stopped;
    this.sourceClock = new SourceClock(settings.measured());
  }

  /**
   * Skips the first events, which are on the topics, and writes the others.
   *
   * @throws IOException if the source fails; what it gave before is committed
   */
  void from(long events) throws IOException, InterruptedException {
    skip(events);
    tally.resumed(position, sourceClock.now());
    commits =
        new CommitSchedule(settings.commitInterval(), settings.commitEvents(), clock.instant());
    boolean more = true;
    while (more && !stopped.getAsBoolean()) {
      Optional<SourceEvent> event = next();
      more = event.isPresent();
      if (event.isEmpty()) {
        sourceClock.afterTheEnd().ifPresent(writer::heartbeat);
      } else {
        take(event.get());
      }
    }
    commit();
  }

  private void skip(long events) throws IOException {
    while (position < events && !stopped.getAsBoolean()) {
      Optional<SourceEvent> event = source.next();
      if (event.isEmpty()) {
        LOG.warn(
            "Feed of network {}: {} of its events are on the topics, but its source has only {}",
            settings.network(),
            events,
            position);
        return;
      }
      if (sourceClock.isPlausible(event.get(), clock.instant())) {
        sourceClock.advance(event.get());
      }
      position++;
    }
  }

  private Optional<SourceEvent> next() throws IOException {
    try {
      return source.next();
    } catch (IOException e) {
      // What came before it is good.
      commit();
      throw e;
    }
  }

  /** What tells no time that can be true is due at once: its own may never come. */
  private void take(SourceEvent event) throws InterruptedException {
    if (!sourceClock.isPlausible(event, clock.instant())) {
      write(event, false);
    } else if (isDue(event.time().orElseThrow())) {
      write(event, sourceClock.advance(event));
    }
  }

  /** Waits until an event is due, and commits meanwhile; false: stopped before. */
  private boolean isDue(Instant time) throws InterruptedException {
    Duration delay = pace.delay(time);
    while (delay.compareTo(Duration.ZERO) > 0 && !stopped.getAsBoolean()) {
      sleeper.sleep(delay.compareTo(LONGEST_SLEEP) < 0 ? delay : LONGEST_SLEEP);
      commitIfDue();
      delay = pace.delay(time);
    }
    return !stopped.getAsBoolean();
  }

  private void write(SourceEvent event, boolean heartbeat) {
    writer.write(event);
    position++;
    if (heartbeat) {
      writer.heartbeat(sourceClock.now().orElseThrow());
    }
    commitIfDue();
  }

  private void commitIfDue() {
    Instant began = clock.instant();
    if (commits.isDue(position - tally.position(), began)) {
      commit();
      commits.committed(began, clock.instant());
    }
  }

  private void commit() {
    if (writer.hasOpenTransaction()) {
      FeedCounts written = writer.commit(position, sourceClock.now());
      tally.committed(written, position, sourceClock.now());
    }
  }
}
