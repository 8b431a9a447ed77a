package dev.fairway.diffusion.quality;

import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows of single sites, all channels and steps of each in a row, scaled: the items that
 * distributions are compared over. A site's window with a hole is left out.
 */
final class SiteRows {

  private SiteRows() {}

  /**
   * @param most rows, evenly taken where there are more
   * @return rows of C x T numbers
   */
  static double[][] of(List<TrafficWindow> windows, StandardScaler scaler, int most) {
    List<int[]> whole = new ArrayList<>();
    for (int w = 0; w < windows.size(); w++) {
      for (int n = 0; n < windows.get(w).sites(); n++) {
        if (isWhole(windows.get(w), n)) {
          whole.add(new int[] {w, n});
        }
      }
    }
    int count = Math.min(most, whole.size());
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      int[] place = whole.get((int) ((long) i * whole.size() / count));
      rows[i] = row(windows.get(place[0]), place[1], scaler);
    }
    return rows;
  }

  private static boolean isWhole(TrafficWindow window, int site) {
    for (int c = 0; c < window.channels(); c++) {
      for (int t = 0; t < window.steps(); t++) {
        if (!window.observed()[window.cell(c, t, site)]) {
          return false;
        }
      }
    }
    return true;
  }

  private static double[] row(TrafficWindow window, int site, StandardScaler scaler) {
    double[] row = new double[window.channels() * window.steps()];
    for (int c = 0; c < window.channels(); c++) {
      for (int t = 0; t < window.steps(); t++) {
        row[c * window.steps() + t] =
            (window.values()[window.cell(c, t, site)] - scaler.means().get(c))
                / scaler.deviations().get(c);
      }
    }
    return row;
  }
}
