package dev.fairway.diffusion.represent;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.scale.ResidualScaler;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowIndex;
import java.util.List;
import java.util.stream.IntStream;

/** Windows of a part of a series, evenly spread, and what a probe is asked about each site. */
final class ProbeWindows {

  private final ResidualScaler scaler;
  private final WindowIndex index;
  private final List<Integer> chosen;
  private final int[] channels;
  private final List<Integer> horizons;
  private final int sites;

  ProbeWindows(DiffusionModel model, TrafficSeries series, Part part, SearchPlan plan) {
    this.scaler = model.scaler();
    this.index = new WindowIndex(series, part, model.architecture().steps(), plan.farthest());
    this.channels = series.measured().forecastChannels();
    this.horizons = plan.horizons();
    this.sites = series.sites();
    if (index.size() == 0) {
      throw new IllegalArgumentException(
          "%s of %s, %d steps, holds no window of %d + %d observed steps"
              .formatted(
                  part, series, part.steps(), model.architecture().steps(), plan.farthest()));
    }
    int count = Math.min(plan.windows(), index.size());
    this.chosen =
        IntStream.range(0, count).mapToObj(i -> (int) ((long) i * index.size() / count)).toList();
  }

  int size() {
    return chosen.size();
  }

  int sites() {
    return sites;
  }

  int outputs() {
    return channels.length * horizons.size();
  }

  int firstStep(int window) {
    return index.start(chosen.get(window));
  }

  /** {@code [C, T, N]}, scaled: what the probe sees besides the representation. */
  float[] seen(int window) {
    return scaler.scaled(index.input(chosen.get(window)));
  }

  /** By site, then channel, then horizon; NaN where nothing was observed. */
  double[][] asked(int window) {
    TrafficWindow after = index.target(chosen.get(window));
    float[] scaled = scaler.scaled(after);
    double[][] asked = new double[sites][outputs()];
    for (int n = 0; n < sites; n++) {
      int output = 0;
      for (int channel : channels) {
        for (int horizon : horizons) {
          int cell = after.cell(channel, horizon - 1, n);
          asked[n][output++] = after.observed()[cell] ? scaled[cell] : Double.NaN;
        }
      }
    }
    return asked;
  }
}
