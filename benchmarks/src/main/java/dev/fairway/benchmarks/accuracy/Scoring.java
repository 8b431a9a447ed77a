package dev.fairway.benchmarks.accuracy;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.score.PointErrors;
import dev.fairway.series.Channel;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Scores whoever forecasts on the same cells: those observed in the task's test windows. */
public final class Scoring {

  private final Task task;
  private final int[] targets;
  private final int[] sites;
  private final PointErrors[][] errors;

  private Scoring(Task task, int[] sites) {
    this.task = task;
    this.targets = task.series().measured().forecastChannels();
    this.sites = sites;
    this.errors = new PointErrors[targets.length][Task.HORIZON];
    for (PointErrors[] row : errors) {
      Arrays.setAll(row, step -> new PointErrors());
    }
  }

  /** By name of the channel, over all sites. */
  public static Scores of(Task task, PointForecaster forecaster) {
    return of(task, forecaster, List.of(SiteGroup.all(task.series().sites())));
  }

  /** By channel and group of sites. What is forecast for sites of no group does not matter. */
  public static Scores of(Task task, PointForecaster forecaster, List<SiteGroup> groups) {
    List<Scoring> parts = groups.stream().map(group -> new Scoring(task, group.sites())).toList();
    for (int start : task.testStarts()) {
      ForecastInput input = task.input(start);
      float[] forecast = forecaster.forecast(input.observed(), input.filled());
      TrafficWindow truth = task.truth(start);
      parts.forEach(part -> part.add(forecast, truth));
    }
    Map<String, String> units = new LinkedHashMap<>();
    Map<String, List<HorizonScore>> horizons = new LinkedHashMap<>();
    for (int group = 0; group < parts.size(); group++) {
      parts.get(group).put(groups.get(group).suffix(), units, horizons);
    }
    return new Scores(units, horizons);
  }

  /**
   * @param forecast {@code [F, H, N]}, packed
   */
  private void add(float[] forecast, TrafficWindow truth) {
    int plane = Task.HORIZON * truth.sites();
    if (forecast.length != targets.length * plane) {
      throw new IllegalArgumentException(
          "A forecast of %d numbers for %d channels x %d steps x %d sites"
              .formatted(forecast.length, targets.length, Task.HORIZON, truth.sites()));
    }
    for (int target = 0; target < targets.length; target++) {
      for (int step = 0; step < Task.HORIZON; step++) {
        for (int site : sites) {
          int cell = truth.cell(targets[target], step, site);
          if (truth.observed()[cell]) {
            errors[target][step].add(
                truth.values()[cell], forecast[target * plane + step * truth.sites() + site]);
          }
        }
      }
    }
  }

  private void put(
      String suffix, Map<String, String> units, Map<String, List<HorizonScore>> horizons) {
    for (int target = 0; target < targets.length; target++) {
      Channel channel = task.series().measured().channels().get(targets[target]);
      units.put(channel.name() + suffix, channel.unit());
      horizons.put(
          channel.name() + suffix, Stream.of(errors[target]).map(HorizonScore::of).toList());
    }
  }
}
