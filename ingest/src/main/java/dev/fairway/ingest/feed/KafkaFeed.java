package dev.fairway.ingest.feed;

import dev.fairway.contract.CompactedTopic;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.FeedPosition;
import dev.fairway.ingest.Source;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one network: a source to Kafka, at a pace, each event exactly once.
 *
 * <pre>
 *                         ┌► observations  key: site     ┐
 *   source ─► pace ─► feed┼► positions     key: vessel   │ one transaction,
 *                         ├► dead-letters  key: source   │ several times a second
 *                         ├► heartbeats, each partition  │
 *                         └► feed-positions: how far ────┘
 * </pre>
 *
 * <p>How far it is, is written in the transaction of the records themselves. A feed that starts
 * again, after a stop or a kill, therefore skips what is on the topics and goes on with the next
 * event. After a failure that may pass (the broker was away for long) it does the same by itself.
 *
 * <p>The source must give its events without waiting for the world: while it waits, nothing is
 * committed.
 */
public final class KafkaFeed implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaFeed.class);
  private static final RecordCodec<FeedPosition> POSITIONS =
      new RecordCodec<>(FeedPosition.getDefaultInstance());
  private static final int ATTEMPTS_WITHOUT_PROGRESS = 5;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  private final String bootstrapServers;
  private final FeedSettings settings;
  private final SourceOpener opener;
  private final Pace pace;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final Consumer<FeedException> errors;
  private final FeedTally tally = new FeedTally();
  private volatile boolean stopped;

  /**
   * @param clock of the wall: when to commit
   * @param errors is told of every failure, and whether it is the last
   */
  public KafkaFeed(
      String bootstrapServers,
      FeedSettings settings,
      SourceOpener opener,
      Pace pace,
      InstantSource clock,
      Sleeper sleeper,
      Consumer<FeedException> errors) {
    this.bootstrapServers = bootstrapServers;
    this.settings = settings;
    this.opener = opener;
    this.pace = pace;
    this.clock = clock;
    this.sleeper = sleeper;
    this.errors = errors;
  }

  public FeedTally tally() {
    return tally;
  }

  /** Lets {@link #run} commit what it has sent, and return. */
  public void stop() {
    stopped = true;
  }

  /** Feeds until the source ends, {@link #stop} is called, or nothing helps any more. */
  @Override
  public void run() {
    int failures = 0;
    try {
      while (!stopped) {
        long before = tally.position();
        try {
          attempt();
          break;
        } catch (KafkaException e) {
          failures = tally.position() > before ? 1 : failures + 1;
          FeedException failure = describe(e, failures);
          errors.accept(failure);
          if (failure.isFatal()) {
            break;
          }
          sleeper.sleep(BETWEEN_ATTEMPTS);
        } catch (IOException e) {
          errors.accept(fatal("its source cannot be read: " + e.getMessage(), e));
          break;
        }
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      errors.accept(fatal("interrupted; what was not committed will be sent again", e));
    } catch (RuntimeException e) {
      errors.accept(fatal("failed unexpectedly: " + e, e));
    }
    LOG.info("Feed of network {} ended: {}", settings.network(), tally);
  }

  private void attempt() throws IOException, InterruptedException {
    try (Source source = opener.open();
        FeedWriter writer = new FeedWriter(bootstrapServers, settings)) {
      // Only now: the writer has ended what an earlier one may have left open.
      long committed = committedEvents();
      new FeedRun(settings, source, writer, pace, clock, sleeper, tally, () -> stopped)
          .from(committed);
    }
  }

  /** Events of this source that earlier runs have committed. */
  private long committedEvents() {
    FeedPosition found =
        CompactedTopic.read(bootstrapServers, Topic.FEED_POSITIONS, POSITIONS)
            .get(settings.network());
    if (found == null) {
      return 0;
    }
    if (!found.getFeed().equals(settings.fingerprint())) {
      LOG.warn(
          "Feed of network {}: {} events of another feed, '{}', are on the topics; this one, '{}',"
              + " begins at its first event",
          settings.network(),
          found.getEvents(),
          found.getFeed(),
          settings.fingerprint());
      return 0;
    }
    LOG.info("Feed of network {} goes on after event {}", settings.network(), found.getEvents());
    return found.getEvents();
  }

  private FeedException describe(KafkaException e, int failures) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return fatal(
            "another feed of this network has taken over (transactional id "
                + settings.transactionalId()
                + "), or this one stood still for longer than its transaction may last",
            e);
      }
      if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
        return fatal("the broker does not permit it: " + cause.getMessage(), e);
      }
    }
    if (failures >= ATTEMPTS_WITHOUT_PROGRESS) {
      return fatal(failures + " attempts failed, the last with " + e.getMessage(), e);
    }
    return new FeedException(
        settings.network(),
        "begins again after its last commit, at event " + tally.position() + ": " + e.getMessage(),
        false,
        e);
  }

  private FeedException fatal(String reason, Exception cause) {
    return new FeedException(settings.network(), reason, true, cause);
  }
}
