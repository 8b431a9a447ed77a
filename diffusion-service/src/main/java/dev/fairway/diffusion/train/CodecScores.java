package dev.fairway.diffusion.train;

import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.diffusion.scale.ResidualScaler;
import dev.fairway.series.MeasuredNetwork;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is lost on the way into the space of a model and back: the mean absolute error over known
 * cells of windows that were not trained on, in the channel's unit. No imputation is better.
 */
final class CodecScores {

  private static final int WINDOWS = 32;

  private CodecScores() {}

  /** By name: codec-mae, with the channel's name appended. */
  static Map<String, Double> of(
      WindowSpace space,
      TrainingWindows validation,
      ResidualScaler scaler,
      MeasuredNetwork measured,
      long seed) {
    WindowBatch windows = validation.spread(WINDOWS, GaussianNoise.source(seed));
    float[] back = space.cells(space.points(windows.cells(), windows.known(), WINDOWS), WINDOWS);
    int channels = measured.channels().size();
    int stride = Math.toIntExact(windows.shape()[2] * windows.shape()[3]);
    double[] errors = new double[channels];
    long[] counts = new long[channels];
    for (int i = 0; i < back.length; i++) {
      if (windows.known()[i] == 1) {
        int c = i / stride % channels;
        int site = i % measured.network().size();
        errors[c] +=
            scaler.deviations()[c * measured.network().size() + site]
                * Math.abs(back[i] - windows.cells()[i]);
        counts[c]++;
      }
    }
    Map<String, Double> scores = new TreeMap<>();
    for (int c = 0; c < channels; c++) {
      if (counts[c] > 0) {
        scores.put("codec-mae/" + measured.channels().get(c).name(), errors[c] / counts[c]);
      }
    }
    return scores;
  }
}
