package dev.fairway.cli.chaos;

import dev.fairway.contract.CompactedTopic;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.FeedPosition;
import dev.fairway.contract.v1.NetworkDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** A Fairway on the simulator's small world, in processes of its own. */
final class Plant implements AutoCloseable {

  static final int PARTITIONS = 2;
  static final int NETWORKS = 2;

  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final int LOOKS = 240;
  private static final int BETWEEN_LOOKS_MILLIS = 500;
  private static final String SPEED = "300x";

  /** Enough for windows to be full at once. */
  private static final String HISTORY = "PT1H";

  private final Map<Part, Child> children = new EnumMap<>(Part.class);
  private final Path directory;
  private final int port;
  private final Consumer<String> progress;

  /** What the feed is told when it starts again: nothing, or where its source ends. */
  private List<String> ending = List.of();

  private Optional<FlinkCluster> flink = Optional.empty();

  private Plant(Path directory, int port, Consumer<String> progress) throws IOException {
    this.directory = Files.createDirectories(directory).toAbsolutePath();
    this.port = port;
    this.progress = progress;
  }

  static Plant of(PlantKind kind, Path directory, long seed, Consumer<String> progress)
      throws IOException {
    Plant plant = new Plant(directory, freePort(), progress);
    if (kind == PlantKind.TOGETHER) {
      plant.addWhole(seed);
      return plant;
    }
    String diffusion = "127.0.0.1:" + freePort();
    plant.addBroker();
    plant.addFeed(seed);
    plant.addDiffusion(diffusion);
    if (kind == PlantKind.ON_FLINK) {
      plant.addFlink(diffusion);
    } else {
      plant.addJob(diffusion);
    }
    plant.addServe();
    return plant;
  }

  private void addWhole(long seed) {
    add(
        Part.WHOLE,
        "demo",
        "--dir",
        directory.resolve("demo").toString(),
        "--port",
        "0",
        "--kafka-port",
        Integer.toString(port),
        "--no-training",
        "--world",
        "small",
        "--history",
        HISTORY,
        "--speed",
        SPEED,
        "--seed",
        Long.toString(seed));
  }

  private void addBroker() {
    add(
        Part.BROKER,
        "broker",
        "--dir",
        directory.resolve("kafka").toString(),
        "--port",
        Integer.toString(port));
  }

  private void addFeed(long seed) {
    add(
        Part.FEED,
        "feed",
        "--kafka",
        kafka(),
        "--partitions",
        Integer.toString(PARTITIONS),
        "--world",
        "small",
        "--history",
        HISTORY,
        "--speed",
        SPEED,
        "--seed",
        Long.toString(seed),
        "--dir",
        directory.resolve("feed").toString());
  }

  private void addDiffusion(String address) {
    add(
        Part.DIFFUSION,
        "diffusion",
        "--kafka",
        kafka(),
        "--port",
        address.substring(address.indexOf(':') + 1),
        "--metrics-port",
        "0",
        "--device",
        "cpu");
  }

  private void addJob(String diffusion) {
    List<String> arguments = new ArrayList<>(List.of("job"));
    arguments.addAll(jobArguments(diffusion));
    arguments.addAll(List.of("--trip", trip().toString()));
    add(Part.JOB, arguments.toArray(String[]::new));
  }

  private void addFlink(String diffusion) throws IOException {
    flink =
        Optional.of(
            new FlinkCluster(
                FlinkHome.find(), directory, freePort(), freePort(), jobArguments(diffusion)));
    flink.get().children().forEach(child -> children.put(child.part(), child));
  }

  private List<String> jobArguments(String diffusion) {
    return List.of(
        "--kafka",
        kafka(),
        "--diffusion",
        diffusion,
        "--checkpoints",
        checkpoints().toString(),
        "--checkpoint-every",
        "PT1S");
  }

  private void addServe() {
    add(
        Part.SERVE,
        "serve",
        "--kafka",
        kafka(),
        "--port",
        "0",
        "--dir",
        directory.resolve("serve").toString());
  }

  private void add(Part part, String... arguments) {
    Launch launch = Launch.fairway(directory.resolve(part + ".log"));
    children.put(part, new Child(part, launch, List.of(arguments), directory));
  }

  String kafka() {
    return "127.0.0.1:" + port;
  }

  Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  /** Where this file appears, the job's forecasting fails, once. */
  Path trip() {
    return directory.resolve("trip");
  }

  Child child(Part part) {
    return children.get(part);
  }

  /** The cluster that the job runs on. */
  FlinkCluster flink() {
    return flink.orElseThrow();
  }

  /** Starts all parts, each when what it needs is there. */
  void start() throws IOException, InterruptedException {
    for (Child child : children.values()) {
      child.start();
      if (child.part() == Part.FEED) {
        awaitNetworks();
      }
    }
    if (flink.isPresent()) {
      flink.get().run(1);
    }
  }

  private void awaitNetworks() throws InterruptedException, IOException {
    for (int looks = 0; networks() < NETWORKS; looks++) {
      if (looks == LOOKS) {
        throw new IOException(
            "The networks are not announced; see the logs in %s".formatted(directory));
      }
      revive();
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private int networks() {
    try {
      return CompactedTopic.read(
              kafka(), Topic.NETWORKS, new RecordCodec<>(NetworkDefinition.getDefaultInstance()))
          .size();
    } catch (KafkaException e) {
      return 0;
    }
  }

  /** Starts again what has ended by itself, as whoever runs services does. */
  void revive() throws IOException {
    for (Child child : children.values()) {
      OptionalInt exit = child.exit();
      boolean isDone =
          child.part() == Part.FEED
              && !ending.isEmpty()
              && exit.isPresent()
              && exit.getAsInt() == 0;
      if (exit.isPresent() && !isDone) {
        progress.accept("%s ended by itself with %d".formatted(child.part(), exit.getAsInt()));
        boolean feeds = child.part() == Part.FEED || child.part() == Part.WHOLE;
        child.start(feeds ? ending : List.of());
      }
    }
  }

  /** Whether the source has come to its end; not known of a part of the whole. */
  boolean isFeedDone() {
    return !children.containsKey(Part.FEED) || !children.get(Part.FEED).isAlive();
  }

  /** Lets the source end two intervals from where it is, so that all that went in must come out. */
  void endFeed() throws IOException, InterruptedException {
    Child feeding = children.getOrDefault(Part.WHOLE, children.get(Part.FEED));
    feeding.stop();
    if (feeding.part() == Part.WHOLE) {
      // Its broker is gone with it: it must be up again to say how far the feed is.
      feeding.start();
      awaitNetworks();
    }
    Instant until = newestPosition().plus(INTERVAL.multipliedBy(2));
    long interval = INTERVAL.toSeconds();
    until = Instant.ofEpochSecond(Math.floorDiv(until.getEpochSecond(), interval) * interval);
    ending = List.of("--until", until.toString());
    feeding.stop();
    feeding.start(ending);
    progress.accept("the source ends at " + until);
  }

  private Instant newestPosition() {
    return CompactedTopic.read(
            kafka(), Topic.FEED_POSITIONS, new RecordCodec<>(FeedPosition.getDefaultInstance()))
        .values()
        .stream()
        .map(position -> Times.toInstant(position.getTime()))
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** Stops in good order what comes after the broker, last part first. */
  void stopParts() throws IOException, InterruptedException {
    if (flink.isPresent()) {
      flink.get().stop();
    }
    List<Child> last = new ArrayList<>(children.values());
    for (int i = last.size() - 1; i >= 0; i--) {
      if (last.get(i).part() != Part.BROKER && last.get(i).part() != Part.WHOLE) {
        last.get(i).stop();
      }
    }
  }

  /** Leaves no process behind. */
  @Override
  public void close() {
    for (Child child : children.values()) {
      try {
        child.kill();
      } catch (InterruptedException e) {
        // All have been told to go: nobody needs to wait for it.
        Thread.currentThread().interrupt();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
