package dev.fairway.benchmarks.stream;

import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Topic;
import dev.fairway.ingest.feed.FeedSettings;
import dev.fairway.ingest.feed.KafkaFeed;
import dev.fairway.ingest.feed.Pace;
import dev.fairway.ingest.feed.Sleeper;
import dev.fairway.ingest.feed.SourceOpener;
import dev.fairway.ingest.feed.TopicCreator;
import dev.fairway.series.MeasuredNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker in this process with Fairway's topics, in a folder that goes when it does. */
final class Plant implements AutoCloseable {

  /** A partition may grow beyond what any run writes. */
  private static final long PARTITION_BYTES = 32L << 30;

  private final Path directory;
  private final EmbeddedBroker broker;
  private final int partitions;

  private Plant(Path directory, EmbeddedBroker broker, int partitions) {
    this.directory = directory;
    this.broker = broker;
    this.partitions = partitions;
  }

  /**
   * With topics that keep all.
   *
   * @param work where its folder is made
   */
  static Plant start(Path work, int partitions) throws IOException, InterruptedException {
    return start(
        work, new TopicCreator(partitions, (short) 1, Duration.ofDays(7), PARTITION_BYTES));
  }

  /** With topics that forget what is old, as those of a broker that runs for long do. */
  static Plant forgetful(Path work, int partitions) throws IOException, InterruptedException {
    return start(work, TopicCreator.singleBroker(partitions));
  }

  private static Plant start(Path work, TopicCreator topics)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(Files.createDirectories(work), "stream-");
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    topics.create(broker.bootstrapServers());
    return new Plant(directory, broker, topics.partitions());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  Path directory() {
    return directory;
  }

  /** A topic beside Fairway's own. */
  void create(String topic) throws InterruptedException, ExecutionException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  /**
   * Feeds a source as the product does, as fast as it goes.
   *
   * @return seconds that it took
   * @throws IllegalStateException if it fails
   */
  double feed(MeasuredNetwork measured, Topic stream, SourceOpener source, ContentType type) {
    return feed(measured, stream, source, type, Pace.max());
  }

  /** The same at a pace. */
  double feed(
      MeasuredNetwork measured, Topic stream, SourceOpener source, ContentType type, Pace pace) {
    List<Exception> failures = new ArrayList<>();
    KafkaFeed feed =
        new KafkaFeed(
            bootstrapServers(),
            new FeedSettings(measured, stream, "benchmark", type, Duration.ofMillis(200), 50_000),
            source,
            pace,
            Clock.systemUTC(),
            Sleeper.system(),
            failures::add);
    long before = System.nanoTime();
    feed.run();
    if (!failures.isEmpty()) {
      throw new IllegalStateException("The feed failed", failures.get(0));
    }
    return (System.nanoTime() - before) / 1e9;
  }

  @Override
  public void close() {
    broker.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
