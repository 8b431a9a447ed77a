package dev.fairway.cli.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Flink cluster of processes of its own, as others run them, and the job on it, which comes in
 * its jar by Flink's own command line.
 *
 * <pre>
 *   flink run job.jar ─► JobManager ─► TaskManager 1, 2   (two slots each)
 * </pre>
 */
final class FlinkCluster {

  private static final int SLOTS = 2;
  private static final int TRIES = 360;
  private static final int BETWEEN_TRIES_MILLIS = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A process that is gone is missed at once where it is killed, and by its heartbeats if it hangs.
   */
  private static final String CONFIGURATION =
      """
      jobmanager.rpc.address: 127.0.0.1
      jobmanager.rpc.port: %d
      jobmanager.bind-host: 127.0.0.1
      rest.address: 127.0.0.1
      rest.bind-address: 127.0.0.1
      rest.port: %d
      taskmanager.host: 127.0.0.1
      taskmanager.bind-host: 127.0.0.1
      taskmanager.numberOfTaskSlots: %d
      taskmanager.cpu.cores: 1.0
      taskmanager.memory.framework.heap.size: 128m
      taskmanager.memory.framework.off-heap.size: 128m
      taskmanager.memory.task.heap.size: 256m
      taskmanager.memory.task.off-heap.size: 64m
      taskmanager.memory.managed.size: 16m
      taskmanager.memory.network.min: 64m
      taskmanager.memory.network.max: 64m
      taskmanager.memory.jvm-metaspace.size: 256m
      taskmanager.memory.jvm-overhead.min: 192m
      taskmanager.memory.jvm-overhead.max: 192m
      io.tmp.dirs: %s
      web.tmpdir: %s
      heartbeat.interval: 1000
      heartbeat.timeout: 10000
      """;

  private static final String LOGGING =
      """
      appender.out.type = Console
      appender.out.name = out
      appender.out.layout.type = PatternLayout
      appender.out.layout.pattern = %d{ISO8601} %-5p %c{1.} [%t] %m%n
      rootLogger.level = info
      rootLogger.appenderRef.out.ref = out
      """;

  private final FlinkHome home;
  private final Path directory;
  private final int restPort;
  private final List<String> jobArguments;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private Optional<String> savepoint = Optional.empty();
  private String job = "";
  private int parallelism;

  /**
   * @param directory where all it writes goes
   * @param rpcPort by which its processes find each other
   * @param restPort by which it is told what to do
   * @param jobArguments of the job, but for its parallelism
   */
  FlinkCluster(FlinkHome home, Path directory, int rpcPort, int restPort, List<String> jobArguments)
      throws IOException {
    this.home = home;
    this.directory = directory;
    this.restPort = restPort;
    this.jobArguments = List.copyOf(jobArguments);
    Files.createDirectories(conf());
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    Files.writeString(
        conf().resolve("config.yaml"),
        CONFIGURATION.formatted(rpcPort, restPort, SLOTS, temporary, temporary));
    Files.writeString(conf().resolve("log4j2.properties"), LOGGING);
  }

  /** Its processes, in the order in which they start. */
  List<Child> children() {
    List<Child> children = new ArrayList<>();
    children.add(
        child(
            Part.JOBMANAGER,
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of()));
    for (Part part : List.of(Part.TASKMANAGER_1, Part.TASKMANAGER_2)) {
      children.add(
          child(
              part,
              "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
              List.of("-D", "taskmanager.resource-id=" + part)));
    }
    return children;
  }

  private Child child(Part part, String mainClass, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("--configDir", conf().toString()));
    arguments.addAll(more);
    return new Child(part, home.launch(mainClass, conf()), arguments, directory);
  }

  /** Starts the job, from where it was stopped if it was. Waits for room for it. */
  void run(int wanted) throws IOException, InterruptedException {
    awaitSlots(wanted);
    List<String> arguments = new ArrayList<>(List.of("run", "--detached"));
    savepoint.ifPresent(path -> arguments.addAll(List.of("--fromSavepoint", path)));
    arguments.add(home.jobJar().toString());
    arguments.addAll(jobArguments);
    arguments.addAll(List.of("--parallelism", Integer.toString(wanted)));
    job = flink(arguments, "submitted with JobID ");
    parallelism = wanted;
  }

  /**
   * Stops the job with a savepoint. A job that recovers from a fault cannot be stopped; so whoever
   * runs it tries again.
   */
  void stop() throws IOException, InterruptedException {
    IOException failure = null;
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        savepoint =
            Optional.of(
                flink(
                    List.of("stop", "--savepointPath", savepoints().toUri().toString(), job),
                    "completed. Path: "));
        return;
      } catch (IOException e) {
        failure = e;
        TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
      }
    }
    throw failure;
  }

  int parallelism() {
    return parallelism;
  }

  /** The process that the job runs in, or one of them; empty while it runs in none. */
  Optional<Part> busy() throws IOException, InterruptedException {
    for (JsonNode found : taskManagers()) {
      if (found.get("freeSlots").asInt() < found.get("slotsNumber").asInt()) {
        return Optional.of(
            found.get("id").asText().equals(Part.TASKMANAGER_1.toString())
                ? Part.TASKMANAGER_1
                : Part.TASKMANAGER_2);
      }
    }
    return Optional.empty();
  }

  private void awaitSlots(int wanted) throws IOException, InterruptedException {
    for (int tries = 0; tries < TRIES; tries++) {
      int free = 0;
      for (JsonNode found : taskManagers()) {
        free += found.get("freeSlots").asInt();
      }
      if (free >= wanted) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
    }
    throw new IOException(
        "The Flink cluster has no %d free slots; see the logs in %s".formatted(wanted, directory));
  }

  /** Those that the JobManager knows; none while it does not answer. */
  private JsonNode taskManagers() throws InterruptedException {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:%d/taskmanagers".formatted(restPort)))
                  .timeout(PATIENCE)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return JSON.readTree(answer.body()).path("taskmanagers");
    } catch (IOException e) {
      return JSON.createArrayNode();
    }
  }

  /** Flink's command line; the word that it prints after a mark. */
  private String flink(List<String> arguments, String mark)
      throws IOException, InterruptedException {
    Path output = directory.resolve("flink-%s.out".formatted(arguments.get(0)));
    ProcessBuilder builder =
        new ProcessBuilder(
                home.launch("org.apache.flink.client.cli.CliFrontend", conf()).command(arguments))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("FLINK_CONF_DIR", conf().toString());
    int exit = builder.start().waitFor();
    String printed = Files.readString(output);
    int at = printed.indexOf(mark);
    if (exit != 0 || at < 0) {
      throw new IOException(
          "flink %s ended with %d, and without '%s'; see %s"
              .formatted(arguments.get(0), exit, mark, output));
    }
    return printed.substring(at + mark.length()).split("\\s", 2)[0];
  }

  private Path conf() {
    return directory.resolve("flink-conf");
  }

  private Path savepoints() {
    return directory.resolve("savepoints");
  }
}
