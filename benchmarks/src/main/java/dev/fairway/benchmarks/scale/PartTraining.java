package dev.fairway.benchmarks.scale;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.benchmarks.speed.ResidentMemory;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.forecast.ForecasterTrainer;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.TrainingPlan;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A short training of a network of one size, by the product's own trainer and plan: one epoch on
 * parts of the network, validation and scores on the whole of it.
 *
 * @param steps that were timed; one more, the first, is not
 * @param stepSeconds of a step, median
 * @param totalSeconds from the series to the bundle
 * @param peakBytes the most memory that the process ever held
 */
public record PartTraining(
    @JsonProperty(required = true) int sites,
    @JsonProperty(required = true) int sitesPerBatch,
    @JsonProperty(required = true) int batch,
    @JsonProperty(required = true) int steps,
    @JsonProperty(required = true) double stepSeconds,
    @JsonProperty(required = true) double totalSeconds,
    @JsonProperty(required = true) long peakBytes) {

  private static final double MIB = 1 << 20;
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One line for each size, each from a process of its own. */
  static void report(
      String form, List<Integer> sizes, int threads, int steps, Consumer<String> news)
      throws IOException, InterruptedException {
    for (int sites : sizes) {
      String said =
          OwnProcess.run(
              List.of(
                  "scale",
                  "--point",
                  "--form",
                  form,
                  "--sites",
                  Integer.toString(sites),
                  "--threads",
                  Integer.toString(threads),
                  "--train-steps",
                  Integer.toString(steps)));
      PartTraining training = JSON.readValue(said, PartTraining.class);
      news.accept(
          "%d sites by parts of %d: a training step of %d windows in %.2f s, the whole training of %d steps in %.0f s, %.0f MB at the most"
              .formatted(
                  sites,
                  training.sitesPerBatch(),
                  training.batch(),
                  training.stepSeconds(),
                  training.steps() + 1,
                  training.totalSeconds(),
                  training.peakBytes() / MIB));
    }
  }

  /** Measures in this process. */
  public static PartTraining measure(
      ForecasterConfig config, int sites, int threads, int steps, Clock clock) throws IOException {
    TensorEngine.setThreads(threads);
    TrainingPlan plan = plan(steps);
    MeasuredNetwork measured = GridTown.measured(sites, 1);
    int window = config.inputSteps() + config.horizon();
    int learned = plan.batch() * (steps + 1) + window - 1;
    TrafficSeries series =
        GridTown.series(measured, (int) Math.ceil(learned / plan.trainShare()) + 1);
    List<Long> ends = new ArrayList<>();
    Path scratch = Files.createTempDirectory("fairway-scale-");
    long start = System.nanoTime();
    try {
      new ForecasterTrainer(series, config, plan, HoleFiller::seasonal, Additions.NONE, clock)
          .train(scratch, scratch, "benchmarks/run scale", step -> ends.add(System.nanoTime()));
    } finally {
      delete(scratch);
    }
    double total = (System.nanoTime() - start) / 1e9;
    double[] seconds = new double[ends.size() - 1];
    Arrays.setAll(seconds, i -> (ends.get(i + 1) - ends.get(i)) / 1e9);
    Arrays.sort(seconds);
    return new PartTraining(
        sites,
        plan.sitesPerBatch(),
        plan.batch(),
        seconds.length,
        seconds[seconds.length / 2],
        total,
        ResidentMemory.peak());
  }

  /** The product's, but one epoch of so many steps and one more. */
  private static TrainingPlan plan(int steps) {
    TrainingPlan product = TrainingPlan.standard(1);
    return new TrainingPlan(
        product.trainShare(),
        product.validationShare(),
        product.batch(),
        1,
        product.batch() * (steps + 1),
        product.sitesPerBatch(),
        product.patience(),
        product.learningRate(),
        product.weightDecay(),
        product.weightAverage(),
        FOR_EVER,
        product.seed());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Numbers have a JSON form", e);
    }
  }
}
