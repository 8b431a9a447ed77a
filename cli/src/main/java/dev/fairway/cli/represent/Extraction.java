package dev.fairway.cli.represent;

import dev.fairway.cli.table.WholeFile;
import dev.fairway.diffusion.represent.DiffusionFeatures;
import dev.fairway.network.Site;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The representation of every window of a series, as a table: what a forecaster is given, for
 * models outside of Fairway. Written window by window, so that its length needs no memory.
 */
public final class Extraction {

  private final TrafficSeries series;
  private final DiffusionFeatures features;

  /**
   * @throws IllegalArgumentException if the series is shorter than a window
   */
  public Extraction(OpenEncoder encoder) {
    this.series = encoder.series();
    this.features = encoder.features();
    if (windows() < 1) {
      throw new IllegalArgumentException(
          "%s has %d intervals, a window %d".formatted(series, series.steps(), features.steps()));
    }
  }

  public int windows() {
    return series.steps() - features.steps() + 1;
  }

  public void write(Path file, FeatureFormat format) throws IOException {
    WholeFile.write(file, out -> write(out, format));
  }

  private void write(OutputStream out, FeatureFormat format) throws IOException {
    FeatureTable table = format.open(out, features.encoder(), features.size());
    try (WindowBar bar = new WindowBar("extracting", windows())) {
      for (int first = 0; first < windows(); first++) {
        addWindow(first, table);
        bar.step();
      }
    }
    table.finish();
  }

  private void addWindow(int first, FeatureTable table) throws IOException {
    List<Site> sites = series.measured().network().sites();
    float[] all = features.encode(first);
    int width = features.size();
    for (int n = 0; n < sites.size(); n++) {
      table.add(
          new FeatureRow(
              series.time(first + features.steps()),
              sites.get(n).id(),
              Arrays.copyOfRange(all, n * width, (n + 1) * width)));
    }
  }
}
