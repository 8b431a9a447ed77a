package dev.fairway.diffusion.scale;

import dev.fairway.season.FittedSeasons;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.SafeTensors;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@link ResidualScaler} as it is fitted. Its deviations are root mean squares of a site's
 * residuals, drawn towards that of its channel as if it had been seen {@value #PRIOR} times.
 *
 * @param whileTraining for the windows that it was fitted to, and any other: a day that was fitted
 *     to is told what is usual on the other days (see {@link FittedSeasons}), so that residuals are
 *     as large in training as they will be on new days
 * @param trained as it belongs to the model
 * @param tensors what a bundle keeps of it
 */
public record FittedScaler(
    ResidualScaler whileTraining, ResidualScaler trained, Map<String, HostTensor> tensors) {

  private static final double PRIOR = 20;

  /** Steps looked at in one go. */
  private static final int STRETCH = 96;

  /** To the part of a series that may be learned from. */
  public static FittedScaler fit(TrafficSeries training) {
    FittedSeasons seasons = FittedSeasons.fit(training);
    int sites = training.sites();
    double[] squares = new double[training.channels() * sites];
    int[] counts = new int[squares.length];
    float[][] residuals = new float[squares.length][training.steps()];
    for (int from = 0; from < training.steps(); from += STRETCH) {
      int steps = Math.min(STRETCH, training.steps() - from);
      float[] usual = seasons.at(training.time(from), steps);
      for (int cell = 0; cell < usual.length; cell++) {
        int channel = cell / (steps * sites);
        int step = from + cell / sites % steps;
        int site = cell % sites;
        int row = channel * sites + site;
        residuals[row][step] = Float.NaN;
        if (training.isObserved(step, site, channel)) {
          float residual = training.value(step, site, channel) - usual[cell];
          squares[row] += (double) residual * residual;
          counts[row]++;
          residuals[row][step] = residual;
        }
      }
    }
    float[] deviations = deviations(squares, counts, sites);
    for (int row = 0; row < residuals.length; row++) {
      for (int step = 0; step < training.steps(); step++) {
        residuals[row][step] /= deviations[row];
      }
    }
    Kriging kriging = new KrigingFit(training.measured().network(), residuals).fit();
    Map<String, HostTensor> tensors = new TreeMap<>(seasons.means().tensors());
    tensors.put(
        ResidualScaler.DEVIATIONS,
        new HostTensor(new long[] {training.channels(), sites}, deviations));
    tensors.putAll(kriging.tensors());
    return new FittedScaler(
        new ResidualScaler(training.measured(), seasons, deviations, Optional.of(kriging)),
        new ResidualScaler(training.measured(), seasons.means(), deviations, Optional.of(kriging)),
        tensors);
  }

  /** One that was fitted before, to days that are not known here. */
  public static FittedScaler known(MeasuredNetwork measured, Map<String, HostTensor> tensors) {
    ResidualScaler scaler = ResidualScaler.of(measured, tensors);
    return new FittedScaler(scaler, scaler, tensors);
  }

  /** Whether these tensors are its own, bit for bit. */
  public boolean isOf(Map<String, HostTensor> other) {
    return Arrays.equals(SafeTensors.write(tensors), SafeTensors.write(other));
  }

  private static float[] deviations(double[] squares, int[] counts, int sites) {
    float[] deviations = new float[squares.length];
    for (int first = 0; first < squares.length; first += sites) {
      double sum = 0;
      long count = 0;
      for (int i = first; i < first + sites; i++) {
        sum += squares[i];
        count += counts[i];
      }
      // A channel that is always as usual, or was never observed, keeps its unit.
      double pooled = sum > 0 ? sum / count : 1;
      for (int i = first; i < first + sites; i++) {
        deviations[i] = (float) Math.sqrt((squares[i] + PRIOR * pooled) / (counts[i] + PRIOR));
      }
    }
    return deviations;
  }
}
