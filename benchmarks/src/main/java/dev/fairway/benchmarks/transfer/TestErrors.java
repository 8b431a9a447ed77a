package dev.fairway.benchmarks.transfer;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.forecast.Prediction;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowIndex;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Scores a forecaster on windows of the test part, evenly spread: the same ones for every arm. */
final class TestErrors {

  static final List<Integer> MINUTES = List.of(15, 30, 60);
  static final String ALL = "all";

  private static final int MOST_WINDOWS = 600;
  private static final int TOGETHER = 32;

  private final MeasuredNetwork measured;
  private final int[] targets;
  private final Map<String, Map<String, Map<LocalDate, DayErrors>>> errors = new LinkedHashMap<>();

  private TestErrors(MeasuredNetwork measured) {
    this.measured = measured;
    this.targets = measured.forecastChannels();
  }

  static Map<String, Map<String, List<DayErrors>>> of(
      StgcnForecaster forecaster,
      ThinTask task,
      HoleFiller filler,
      Optional<NodeFeatures> features) {
    TestErrors errors = new TestErrors(task.series().measured());
    int steps = forecaster.config().inputSteps();
    WindowIndex windows =
        new WindowIndex(task.truth(), task.split().test(), steps, forecaster.config().horizon());
    int count = Math.min(MOST_WINDOWS, windows.size());
    for (int from = 0; from < count; from += TOGETHER) {
      List<ForecastInput> batch = new ArrayList<>();
      List<TrafficWindow> truths = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + TOGETHER); i++) {
        int index = (int) ((long) i * windows.size() / count);
        TrafficWindow window = task.series().window(windows.start(index), steps);
        batch.add(
            new ForecastInput(
                window, filler.fill(window), features.map(f -> f.of(windows.start(index)))));
        truths.add(windows.target(index));
      }
      List<Prediction> predictions = forecaster.forecast(batch);
      for (int i = 0; i < truths.size(); i++) {
        errors.add(predictions.get(i), truths.get(i));
      }
    }
    return errors.lists();
  }

  private void add(Prediction prediction, TrafficWindow truth) {
    for (int target = 0; target < targets.length; target++) {
      String channel = measured.channels().get(targets[target]).name();
      for (int step = 0; step < truth.steps(); step++) {
        long minutes = measured.interval().multipliedBy(step + 1L).toMinutes();
        for (int n = 0; n < truth.sites(); n++) {
          int cell = truth.cell(targets[target], step, n);
          if (truth.observed()[cell]) {
            double error = Math.abs(truth.values()[cell] - prediction.mean(target, step, n));
            add(channel, ALL, truth.start(), error);
            if (MINUTES.contains((int) minutes)) {
              add(channel, Long.toString(minutes), truth.start(), error);
            }
          }
        }
      }
    }
  }

  private void add(String channel, String horizon, Instant time, double error) {
    LocalDate day = LocalDate.ofInstant(time, measured.zone());
    errors
        .computeIfAbsent(channel, c -> new LinkedHashMap<>())
        .computeIfAbsent(horizon, h -> new TreeMap<>())
        .compute(day, (d, sum) -> (sum == null ? new DayErrors(d, 0, 0) : sum).plus(error));
  }

  private Map<String, Map<String, List<DayErrors>>> lists() {
    Map<String, Map<String, List<DayErrors>>> lists = new LinkedHashMap<>();
    errors.forEach(
        (channel, horizons) -> {
          Map<String, List<DayErrors>> each = new LinkedHashMap<>();
          horizons.forEach((horizon, days) -> each.put(horizon, List.copyOf(days.values())));
          lists.put(channel, each);
        });
    return lists;
  }
}
