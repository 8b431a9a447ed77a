package dev.fairway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trainings of a demo, one after the other because the machine may be small: for every network
 * a forecaster, then a diffusion model, then a forecaster that is given the diffusion model's
 * representation.
 *
 * <p>What is done is remembered on disk: a demo that starts again goes on with the next training.
 */
final class TrainingSchedule implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingSchedule.class);

  private enum Stage {
    FORECASTER("forecaster"),
    DIFFUSION("diffusion"),
    FORECASTER_WITH_REPRESENTATION("forecaster --representation");

    private final String command;

    Stage(String command) {
      this.command = command;
    }
  }

  private final String bootstrapServers;
  private final Path directory;
  private final long seed;
  private final Duration longest;
  private final Map<String, HistorySpan> histories;
  private final Predicate<String> historySent;
  private final AtomicReference<TrainerProcess> running = new AtomicReference<>();
  private final Thread worker;

  /**
   * @param directory where models, logs and the memory of what is done go
   * @param longest time after which each training ends with what it has
   * @param histories by network: what the trainings learn from
   * @param historySent whether a network's history is on the topics: until then the machine has
   *     better to do than to train
   */
  TrainingSchedule(
      String bootstrapServers,
      Path directory,
      long seed,
      Duration longest,
      Map<String, HistorySpan> histories,
      Predicate<String> historySent) {
    this.bootstrapServers = bootstrapServers;
    this.directory = directory;
    this.seed = seed;
    this.longest = longest;
    this.histories = Map.copyOf(histories);
    this.historySent = historySent;
    this.worker = new Thread(this::run, "training-schedule");
    worker.setDaemon(true);
  }

  void start() {
    worker.start();
  }

  private void run() {
    try {
      Files.createDirectories(directory);
      for (Stage stage : Stage.values()) {
        for (String network : histories.keySet().stream().sorted().toList()) {
          train(stage, network);
        }
      }
    } catch (IOException e) {
      LOG.error("The trainings stop: {}", e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void train(Stage stage, String network) throws IOException, InterruptedException {
    String name = network + "-" + stage.name().toLowerCase(Locale.ROOT);
    Path done = directory.resolve(name + ".done");
    if (Files.exists(done)) {
      return;
    }
    while (!historySent.test(network)) {
      TimeUnit.SECONDS.sleep(1);
    }
    List<String> arguments = new ArrayList<>(List.of(("train " + stage.command).split(" ", -1)));
    arguments.addAll(
        List.of(
            "--kafka", bootstrapServers,
            "--network", network,
            "--until", histories.get(network).end().toString(),
            "--out", directory.toString(),
            "--seed", Long.toString(seed),
            "--at-most", longest.toString()));
    try (TrainerProcess process =
        TrainerProcess.start(arguments, directory.resolve(name + ".log"))) {
      running.set(process);
      int exit = process.join();
      if (exit == 0) {
        Files.createFile(done);
      } else {
        LOG.warn(
            "Training {} ended with exit code {}; see {}.log", name, exit, directory.resolve(name));
      }
    } finally {
      running.set(null);
    }
  }

  @Override
  public void close() {
    worker.interrupt();
    TrainerProcess process = running.get();
    if (process != null) {
      process.close();
    }
  }
}
