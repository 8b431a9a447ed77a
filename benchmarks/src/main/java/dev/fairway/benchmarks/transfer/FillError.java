package dev.fairway.benchmarks.transfer;

import dev.fairway.forecast.HoleFiller;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficWindow;
import java.util.Locale;

/** How far what stands in for missing readings is from what was measured there. */
final class FillError {

  private static final int MOST_WINDOWS = 300;

  /**
   * Mean absolute error by channel, in its unit, over the cells that were measured and did not
   * arrive, of windows that lie evenly spread in a part; NaN where there are none.
   */
  static double[] of(HoleFiller filler, ThinTask task, Part part, int inputSteps) {
    int places = part.to() - part.from() - inputSteps + 1;
    int count = Math.min(MOST_WINDOWS, places);
    int channels = task.truth().channels();
    double[] sums = new double[channels];
    long[] counts = new long[channels];
    for (int i = 0; i < count; i++) {
      int start = part.from() + (int) ((long) i * places / count);
      TrafficWindow truth = task.truth().window(start, inputSteps);
      TrafficWindow arrived = task.series().window(start, inputSteps);
      float[] filled = filler.fill(arrived);
      for (int cell = 0; cell < filled.length; cell++) {
        if (truth.observed()[cell] && !arrived.observed()[cell]) {
          int channel = cell / (inputSteps * truth.sites());
          sums[channel] += Math.abs(filled[cell] - truth.values()[cell]);
          counts[channel]++;
        }
      }
    }
    for (int channel = 0; channel < channels; channel++) {
      sums[channel] /= counts[channel];
    }
    return sums;
  }

  /** The same in words. */
  static String words(double[] errors, ThinTask task) {
    StringBuilder text = new StringBuilder();
    for (int channel = 0; channel < errors.length; channel++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s%s %.4g",
              channel == 0 ? "" : ", ",
              task.truth().measured().channels().get(channel).name(),
              errors[channel]));
    }
    return text.toString();
  }

  private FillError() {}
}
