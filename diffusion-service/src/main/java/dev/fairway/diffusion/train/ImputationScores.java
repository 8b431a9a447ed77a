package dev.fairway.diffusion.train;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * How well holes are filled: known cells of windows that were not trained on are hidden, single
 * ones and outages in turn, and the mean absolute error over them is taken, in the channel's unit,
 * beside that of a straight line and of what is usual.
 */
final class ImputationScores {

  private static final int WINDOWS = 12;
  private static final double HIDDEN = 0.3;

  private ImputationScores() {}

  /** By name: imputation-mae, linear-mae and usual-mae, with the channel's name appended. */
  static Map<String, Double> of(DiffusionModel model, TrainingWindows validation, long seed) {
    MeasuredNetwork measured = model.measured();
    int channels = measured.channels().size();
    double[][] errors = new double[3][channels];
    long[] counts = new long[channels];
    RandomGenerator random = GaussianNoise.source(seed);
    int windows = Math.min(WINDOWS, validation.size());
    for (int i = 0; i < windows; i++) {
      TrafficWindow truth = validation.window((int) ((long) i * validation.size() / windows));
      boolean[] given =
          i % 2 == 0
              ? validation.masks().cells(HIDDEN, random)
              : validation.masks().outages(HIDDEN, random);
      TrafficWindow shown = truth.hidden(given);
      float[] usual = model.scaler().seasons().at(truth.start(), truth.steps());
      float[][] fills = {
        model
            .impute(shown, model.architecture().impute(), random.nextLong(), Checkpoint.NONE)
            .values(),
        LinearFill.of(shown, usual),
        usual
      };
      for (int cell = 0; cell < truth.values().length; cell++) {
        if (truth.observed()[cell] && !given[cell]) {
          int c = cell / (truth.steps() * truth.sites());
          counts[c]++;
          for (int fill = 0; fill < fills.length; fill++) {
            errors[fill][c] += Math.abs(fills[fill][cell] - truth.values()[cell]);
          }
        }
      }
    }
    return named(measured, errors, counts);
  }

  private static Map<String, Double> named(
      MeasuredNetwork measured, double[][] errors, long[] counts) {
    String[] names = {"imputation-mae", "linear-mae", "usual-mae"};
    Map<String, Double> scores = new TreeMap<>();
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        for (int fill = 0; fill < names.length; fill++) {
          scores.put(
              names[fill] + "/" + measured.channels().get(c).name(), errors[fill][c] / counts[c]);
        }
      }
    }
    return scores;
  }
}
