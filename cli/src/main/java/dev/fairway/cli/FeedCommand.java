package dev.fairway.cli;

import dev.fairway.cli.feed.FeedPlan;
import dev.fairway.contract.NetworkPublisher;
import dev.fairway.ingest.feed.FeedRules;
import dev.fairway.ingest.feed.FeedSettings;
import dev.fairway.ingest.feed.KafkaFeed;
import dev.fairway.ingest.feed.Pace;
import dev.fairway.ingest.feed.Sleeper;
import dev.fairway.ingest.feed.TopicCreator;
import dev.fairway.safety.KafkaFacts;
import dev.fairway.safety.KafkaFactsReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway feed}: sources to a Kafka cluster. */
@Command(
    name = "feed",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the topics, publishes the networks and feeds their readings to a Kafka cluster, each exactly once.",
      "Started again it goes on where it stopped."
    },
    footerHeading = "%nExample:%n",
    footer = "  fairway feed --kafka 127.0.0.1:9092 --data DIR --speed 1x")
final class FeedCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafka;
  @Mixin private SimulatorOptions simulator;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data set to replay; may be given again. Without it the simulator runs.")
  private List<Path> data = List.of();

  @Option(names = "--facts", paramLabel = "FILE", description = "Fact sheet of the data set.")
  private Path facts;

  @Option(
      names = "--speed",
      defaultValue = "300x",
      description = "1x, 600x, max. Default: ${DEFAULT-VALUE}.")
  private String speed;

  @Option(
      names = "--history",
      paramLabel = "DURATION",
      description = "How much of the feed is sent at once. Default: what suits the feed.")
  private Duration history;

  @Option(
      names = "--partitions",
      defaultValue = "2",
      description = "Of topics that are not there yet. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description =
          "Copies of topics that are not there yet. Default: 3, or as many as there are brokers.")
  private Integer replication;

  @Option(
      names = "--dir",
      defaultValue = ".fairway/feed",
      description = "For what is derived from a data set.")
  private Path directory;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<FeedPlan> plans =
        FeedPlan.of(data, Optional.ofNullable(facts), simulator.feed(), directory);
    KafkaFacts before = KafkaFactsReader.read(kafka.bootstrapServers);
    TopicCreator topics =
        TopicCreator.replicated(
            partitions,
            replication == null ? TopicCreator.usualReplication(before.brokers()) : replication);
    Warnings.settle(FeedRules.of(topics, before), spec);
    topics.create(kafka.bootstrapServers);
    Warnings.settle(FeedRules.of(KafkaFactsReader.read(kafka.bootstrapServers)), spec);
    NetworkPublisher.publish(
        kafka.bootstrapServers, plans.stream().map(FeedPlan::measured).toList());
    Clock clock = Clock.systemUTC();
    List<KafkaFeed> feeds = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    AtomicBoolean failed = new AtomicBoolean();
    for (FeedPlan plan : plans) {
      KafkaFeed feed =
          new KafkaFeed(
              kafka.bootstrapServers,
              FeedSettings.of(plan.measured(), plan.stream(), plan.fingerprint()),
              plan.opener(),
              Pace.history(
                  plan.start().plus(Optional.ofNullable(history).orElse(plan.history())),
                  Pace.parse(speed, clock)),
              clock,
              Sleeper.system(),
              failure -> {
                out.println("fairway feed: " + failure.getMessage());
                out.flush();
                failed.compareAndSet(false, failure.isFatal());
              });
      feeds.add(feed);
      threads.add(new Thread(feed, "feed-" + plan.network()));
      out.println("feeding " + plan.measured().network());
    }
    out.flush();
    Interruption interruption = Interruption.onSignal(() -> feeds.forEach(KafkaFeed::stop));
    try (interruption) {
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    feeds.forEach(feed -> out.println(feed.tally()));
    out.flush();
    return failed.get() ? 1 : 0;
  }
}
