package dev.fairway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A data set of four sites on a line, with a daily cycle, and models and plans to match. */
final class TinyDataSet {

  static final int SITES = 4;
  static final int STEPS = 3 * 288;

  /**
   * @param id of the network
   * @param channel name of the only channel
   */
  static Path write(Path folder, String id, String channel) throws IOException {
    Files.createDirectories(folder);
    StringBuilder rows = new StringBuilder();
    for (int t = 0; t < STEPS; t++) {
      for (int n = 0; n < SITES; n++) {
        double value =
            20 + 5 * Math.sin(2 * Math.PI * (t / 288.0 - n / 8.0)) + (7 * t + n) % 5 / 4.0;
        rows.append(n == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.3f", value));
      }
      rows.append('\n');
    }
    Files.writeString(folder.resolve("values.csv"), rows);
    StringBuilder distances = new StringBuilder();
    for (int from = 0; from < SITES; from++) {
      for (int to = 0; to < SITES; to++) {
        distances.append(to == 0 ? "" : ",").append(Math.abs(from - to) == 1 ? 500 : 0);
      }
      distances.append('\n');
    }
    Files.writeString(folder.resolve("distances.csv"), distances);
    Files.writeString(
        folder.resolve("fairway.yaml"),
        """
        id: %s
        name: Tiny
        attribution: made for a test
        kind: road
        source:
          format: wide-csv
          files: [values.csv]
        time:
          start: 2024-01-01T00:00
          interval: 5 min
          stamps: UTC
          calendar: UTC
        channels:
          - name: %s
            unit: m/s
            minimum: 0
            maximum: 70
            forecast: true
            aggregation: mean
        network:
          from: matrix
          file: distances.csv
        """
            .formatted(id, channel));
    return folder;
  }

  static Path config(Path file) throws IOException {
    return Files.writeString(
        file,
        """
        model:
          form: classic
          inputSteps: 12
          horizon: 6
          temporalWidth: 4
          graphWidth: 2
          outputWidth: 4
          kernel: 3
          polynomials: 2
          graphConvolution: chebyshev
          rollout: direct
          missingMarks: false
          head: point
          dropout: 0
          ties: {threshold: 0.1, reachMetres: 0}
        training:
          epochs: 3
          windowsPerEpoch: 64
          batch: 16
        """);
  }

  static Path diffusionConfig(Path file) throws IOException {
    return Files.writeString(
        file,
        """
        denoiser: {width: 16}
        noise:
          process: {kind: flow}
          prediction: {kind: velocity}
        optimisation: {batch: 4}
        budget: {steps: 30, validateEvery: 10}
        impute: {samples: 2}
        """);
  }

  private TinyDataSet() {}
}
