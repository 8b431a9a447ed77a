package dev.fairway.diffusion.represent;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.scale.ResidualScaler;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowIndex;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Windows of a part of a series, evenly spread, and what a probe is asked about each site: the same
 * for every representation that is tried.
 */
final class ProbeWindows {

  private final int[] firstSteps;
  private final List<float[]> seen;
  private final List<double[][]> asked;
  private final int[] channels;
  private final List<Integer> horizons;
  private final int sites;

  ProbeWindows(DiffusionModel model, TrafficSeries series, Part part, SearchPlan plan) {
    ResidualScaler scaler = model.scaler();
    WindowIndex index =
        new WindowIndex(series, part, model.architecture().steps(), plan.farthest());
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
    int[] chosen =
        IntStream.range(0, count).map(i -> (int) ((long) i * index.size() / count)).toArray();
    this.firstSteps = IntStream.of(chosen).map(index::start).toArray();
    this.seen = IntStream.of(chosen).mapToObj(i -> scaler.scaled(index.input(i))).toList();
    this.asked =
        IntStream.of(chosen)
            .mapToObj(index::target)
            .map(after -> asked(after, scaler.scaled(after)))
            .toList();
  }

  int size() {
    return firstSteps.length;
  }

  int sites() {
    return sites;
  }

  int firstStep(int window) {
    return firstSteps[window];
  }

  /** {@code [C, T, N]}, scaled: what the probe sees besides the representation. */
  float[] seen(int window) {
    return seen.get(window);
  }

  /** By site, then channel, then horizon; NaN where nothing was observed. */
  double[][] asked(int window) {
    return asked.get(window);
  }

  private double[][] asked(TrafficWindow after, float[] scaled) {
    double[][] all = new double[sites][channels.length * horizons.size()];
    for (int n = 0; n < sites; n++) {
      int output = 0;
      for (int channel : channels) {
        for (int horizon : horizons) {
          int cell = after.cell(channel, horizon - 1, n);
          all[n][output++] = after.observed()[cell] ? scaled[cell] : Double.NaN;
        }
      }
    }
    return all;
  }
}
