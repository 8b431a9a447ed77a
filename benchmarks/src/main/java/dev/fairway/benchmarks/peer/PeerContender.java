package dev.fairway.benchmarks.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.HorizonScore;
import dev.fairway.benchmarks.accuracy.Pace;
import dev.fairway.benchmarks.accuracy.Scores;
import dev.fairway.benchmarks.accuracy.Scoring;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** A PyTorch program. It forecasts; its forecasts are scored here, as everyone's are. */
public final class PeerContender implements Contender {

  private static final int MEASURED_STEPS = 8;
  private static final double AGREEMENT = 1e-4;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String model;
  private final Python python;
  private final int threads;
  private final double weightDecay;
  private final OptionalDouble learningRate;

  /**
   * @param model as train.py names it
   * @param threads of one operation
   * @param weightDecay decoupled, as in our own training
   * @param learningRate the largest one; empty for the one published with the model
   */
  public PeerContender(
      String model, Python python, int threads, double weightDecay, OptionalDouble learningRate) {
    this.model = model;
    this.python = python;
    this.threads = threads;
    this.weightDecay = weightDecay;
    this.learningRate = learningRate;
  }

  @Override
  public String name() {
    return "torch-" + model;
  }

  @Override
  public boolean peer() {
    return true;
  }

  @Override
  public String configuration() {
    return "%s.py, torch %s, weight decay %s, learning rate %s"
        .formatted(
            model,
            python.torch(),
            weightDecay,
            learningRate.isPresent() ? learningRate.getAsDouble() : "as published");
  }

  @Override
  public boolean learns() {
    return !model.equals("last-value");
  }

  @Override
  public Pace measure(Task task, TrainingBudget budget, Path work)
      throws IOException, InterruptedException {
    Path out = work.resolve("measure-" + model);
    List<String> arguments = arguments(task, budget, 0, work, out);
    arguments.addAll(List.of("--measure", Integer.toString(MEASURED_STEPS)));
    python.run("train.py", arguments, line -> {});
    JsonNode report = JSON.readTree(out.resolve("report.json").toFile());
    return new Pace(
        seconds(report.path("stepSeconds").asDouble()),
        seconds(report.path("forecastSeconds").asDouble() / budget.batch()));
  }

  @Override
  public Outcome run(Task task, TrainingBudget budget, long seed, Path work, Consumer<String> news)
      throws IOException, InterruptedException {
    Path out = Files.createTempDirectory(Files.createDirectories(work), model + "-");
    python.run("train.py", arguments(task, budget, seed, work, out), news);
    JsonNode report = JSON.readTree(out.resolve("report.json").toFile());
    Path forecasts = out.resolve("forecasts.safetensors");
    Scores scores = Scoring.of(task, new RecordedForecaster(task, forecasts));
    requireAgreement(scores.horizons(), report.path("scores"));
    Files.delete(forecasts);
    Files.delete(out.resolve("report.json"));
    Files.delete(out);
    return new Outcome(report.path("parameters").asLong(), report.path("epochs").asInt(), scores);
  }

  private List<String> arguments(Task task, TrainingBudget budget, long seed, Path work, Path out)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--windows", PeerWindows.write(task, work).toString(),
                "--model", model,
                "--out", out.toString(),
                "--seed", Long.toString(seed),
                "--epochs", Integer.toString(budget.epochs()),
                "--batch", Integer.toString(budget.batch()),
                "--windows-per-epoch", Integer.toString(budget.windowsPerEpoch()),
                "--patience", Integer.toString(budget.patience()),
                "--weight-decay", Double.toString(weightDecay),
                "--threads", Integer.toString(threads)));
    learningRate.ifPresent(
        rate -> arguments.addAll(List.of("--learning-rate", Double.toString(rate))));
    return arguments;
  }

  /** The peer scores itself too: if the two differ, they were not on the same cells. */
  private void requireAgreement(Map<String, List<HorizonScore>> ours, JsonNode theirs) {
    int target = 0;
    for (Map.Entry<String, List<HorizonScore>> channel : ours.entrySet()) {
      for (int step = 0; step < channel.getValue().size(); step++) {
        HorizonScore mine = channel.getValue().get(step);
        JsonNode its = theirs.path(target).path(step);
        if (mine.count() != its.path("count").asLong()
            || Math.abs(mine.mae() - its.path("mae").asDouble()) > AGREEMENT * mine.mae()) {
          throw new IllegalStateException(
              "%s, %s, horizon %d: the peer's own score is %s, ours of its forecasts %s"
                  .formatted(name(), channel.getKey(), step + 1, its, mine));
        }
      }
      target++;
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
