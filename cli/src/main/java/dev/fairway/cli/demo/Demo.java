package dev.fairway.cli.demo;

import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.cli.feed.FeedPlan;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.NetworkPublisher;
import dev.fairway.diffusion.service.DiffusionServer;
import dev.fairway.diffusion.service.ModelFollower;
import dev.fairway.diffusion.service.ModelShelf;
import dev.fairway.diffusion.service.ServerSettings;
import dev.fairway.ingest.feed.FeedSettings;
import dev.fairway.ingest.feed.FeedTally;
import dev.fairway.ingest.feed.KafkaFeed;
import dev.fairway.ingest.feed.Pace;
import dev.fairway.ingest.feed.Sleeper;
import dev.fairway.ingest.feed.TopicCreator;
import dev.fairway.safety.KafkaFactsReader;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.BundledForecasters;
import dev.fairway.stream.flink.EmbeddedFlink;
import dev.fairway.stream.flink.JobConfig;
import dev.fairway.stream.flink.JobRules;
import dev.fairway.stream.serve.ServeConfig;
import dev.fairway.stream.serve.StreamsApp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of Fairway in one process, made of the parts that a cluster runs apart.
 *
 * <pre>
 *   feeds ─► broker ─► Flink job ─► broker ─► Kafka Streams ─► HTTP
 *              ▲         │ gRPC
 *   trainers ──┘         ▼
 *   (processes)   diffusion service
 * </pre>
 *
 * <p>Started again on the same directory it goes on where it stopped.
 */
public final class Demo implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final int PARTITIONS = 2;
  private static final Duration FEED_STOP = Duration.ofSeconds(20);

  private final DemoSettings settings;
  private final List<FeedPlan> plans;
  private final Clock clock;
  private final Consumer<String> announce;
  private final Deque<Part> parts = new ConcurrentLinkedDeque<>();
  private final Map<String, FeedTally> tallies = new LinkedHashMap<>();
  private Map<String, HistorySpan> histories = Map.of();
  private EmbeddedFlink flink;

  /**
   * @param kafka bootstrap servers
   */
  public record Addresses(URI dashboard, String kafka) {}

  private record Part(String name, AutoCloseable closeable) {}

  /**
   * @param plans what is fed
   * @param announce is told, in words, what has been started
   */
  public Demo(DemoSettings settings, List<FeedPlan> plans, Clock clock, Consumer<String> announce) {
    this.settings = settings;
    this.plans = List.copyOf(plans);
    this.clock = clock;
    this.announce = announce;
  }

  /**
   * Starts everything.
   *
   * @return where it can be reached
   * @throws Exception if a part cannot start; what had started is for {@link #close} to stop
   */
  public Addresses start() throws Exception {
    Path directory = settings.directory();
    List<MeasuredNetwork> networks = plans.stream().map(FeedPlan::measured).toList();
    for (MeasuredNetwork measured : networks) {
      announce.accept(
          "network    %s: %d sites, %d links"
              .formatted(
                  measured.name(), measured.network().size(), measured.network().links().size()));
    }
    histories =
        plans.stream()
            .collect(
                Collectors.toMap(
                    FeedPlan::network,
                    p ->
                        new HistorySpan(
                            p.start(), p.start().plus(settings.history().orElse(p.history())))));

    EmbeddedBroker broker =
        started("broker", EmbeddedBroker.start(directory.resolve("kafka"), settings.kafkaPort()));
    String kafka = broker.bootstrapServers();
    TopicCreator.singleBroker(PARTITIONS).create(kafka);
    NetworkPublisher.publish(kafka, networks);
    announce.accept("broker     " + kafka);
    JobRules.of(
            jobConfig(kafka, 0, networks),
            KafkaFactsReader.read(kafka),
            directory.resolve("checkpoints"))
        .settle(warning -> announce.accept("warning    " + warning));

    plans.forEach(plan -> startFeed(plan, kafka));
    int diffusionPort = startDiffusion(kafka);
    announce.accept("diffusion  127.0.0.1:" + diffusionPort);
    // The two slowest starts do not need each other.
    CompletableFuture<EmbeddedFlink> job =
        CompletableFuture.supplyAsync(() -> startJob(kafka, diffusionPort, networks));
    URI dashboard = startServe(kafka, directory);
    announce.accept("dashboard  " + dashboard);
    flink = job.join();
    announce.accept("job        running, checkpoints in " + directory.resolve("checkpoints"));
    if (settings.train()) {
      TrainingSchedule schedule =
          new TrainingSchedule(
              kafka,
              directory.resolve("models"),
              settings.seed(),
              settings.longestTraining(),
              histories,
              network -> historySent(network) == 1);
      started("trainings", schedule).start();
    }
    return new Addresses(dashboard, kafka);
  }

  /** How far each network's feed is. */
  public Map<String, FeedTally> feeds() {
    return Map.copyOf(tallies);
  }

  /** Share of the history that is on the topics: the slowest network's, 0..1. */
  public double historySent() {
    return tallies.keySet().stream().mapToDouble(this::historySent).min().orElse(1);
  }

  private double historySent(String network) {
    return tallies.get(network).clock().map(histories.get(network)::share).orElse(0.0);
  }

  /** Why the job gave up; empty while it runs. */
  public Optional<Throwable> failure() {
    return flink == null ? Optional.empty() : flink.failure();
  }

  /**
   * Drains and stops, last started first; what cannot be stopped is logged and does not stop the
   * rest.
   */
  @Override
  public void close() {
    for (Part part = parts.poll(); part != null; part = parts.poll()) {
      try {
        part.closeable().close();
        LOG.info("Stopped: {}", part.name());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        LOG.warn("Stopping was interrupted at: {}", part.name());
      } catch (Exception e) {
        LOG.error("{} did not stop cleanly: {}", part.name(), e.getMessage(), e);
      }
    }
  }

  private <T extends AutoCloseable> T started(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  private void startFeed(FeedPlan plan, String kafka) {
    Pace pace =
        Pace.history(histories.get(plan.network()).end(), Pace.parse(settings.speed(), clock));
    KafkaFeed feed =
        new KafkaFeed(
            kafka,
            FeedSettings.of(plan.measured(), plan.stream(), plan.fingerprint()),
            plan.opener(),
            pace,
            clock,
            Sleeper.system(),
            failure -> LOG.error("{}", failure.getMessage(), failure));
    tallies.put(plan.network(), feed.tally());
    Thread thread = new Thread(feed, "feed-" + plan.network());
    thread.start();
    started(
        "feed of " + plan.network(),
        () -> {
          feed.stop();
          thread.join(FEED_STOP.toMillis());
        });
  }

  private URI startServe(String kafka, Path directory) {
    ServeConfig config = ServeConfig.local(kafka, settings.port(), directory.resolve("streams"));
    return started("scores and dashboard", StreamsApp.start(config, clock)).address();
  }

  private EmbeddedFlink startJob(String kafka, int diffusionPort, List<MeasuredNetwork> networks) {
    try {
      return started(
          "Flink job",
          EmbeddedFlink.start(
              jobConfig(kafka, diffusionPort, networks),
              settings.directory().resolve("checkpoints")));
    } catch (Exception e) {
      throw new CompletionException("The Flink job did not start: " + e.getMessage(), e);
    }
  }

  private int startDiffusion(String kafka) throws Exception {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    ModelShelf shelf =
        started("diffusion models", new ModelShelf(ServerSettings.halfOfTheCores(), meters));
    DiffusionServer server =
        started(
            "diffusion service",
            DiffusionServer.start(ServerSettings.onLoopback(0), shelf, meters));
    started("model follower", ModelFollower.start(kafka, shelf, meters));
    return server.port();
  }

  private JobConfig jobConfig(String kafka, int diffusionPort, List<MeasuredNetwork> networks) {
    return new JobConfig(
        kafka,
        ContentType.JSON,
        Optional.of("127.0.0.1:" + diffusionPort),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        settings.directory().resolve("checkpoints").toUri().toString(),
        Duration.ofMinutes(10),
        "fairway-demo",
        Optional.empty(),
        1,
        networks,
        new BundledForecasters());
  }
}
