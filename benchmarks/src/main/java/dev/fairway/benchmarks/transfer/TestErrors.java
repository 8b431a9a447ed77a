package dev.fairway.benchmarks.transfer;

import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scores forecasts of windows of the test part. */
final class TestErrors {

  static final List<Integer> MINUTES = List.of(15, 30, 60);
  static final String ALL = "all";

  private final MeasuredNetwork measured;
  private final int[] targets;
  private final Map<String, Map<String, Map<LocalDate, DayErrors>>> errors = new LinkedHashMap<>();

  private TestErrors(MeasuredNetwork measured) {
    this.measured = measured;
    this.targets = measured.forecastChannels();
  }

  static Map<String, Map<String, List<DayErrors>>> of(
      WindowForecasts forecasts, ScoredWindows windows) {
    TestErrors errors = new TestErrors(windows.task().series().measured());
    windows.each(
        windows.task().split().test(),
        (inputs, truths) -> {
          List<float[]> said = forecasts.of(inputs);
          for (int i = 0; i < truths.size(); i++) {
            errors.add(said.get(i), truths.get(i));
          }
        });
    return errors.lists();
  }

  private void add(float[] said, TrafficWindow truth) {
    for (int target = 0; target < targets.length; target++) {
      String channel = measured.channels().get(targets[target]).name();
      for (int step = 0; step < truth.steps(); step++) {
        long minutes = measured.interval().multipliedBy(step + 1L).toMinutes();
        for (int n = 0; n < truth.sites(); n++) {
          int cell = truth.cell(targets[target], step, n);
          if (truth.observed()[cell]) {
            float its = said[(target * truth.steps() + step) * truth.sites() + n];
            double error = Math.abs(truth.values()[cell] - its);
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
