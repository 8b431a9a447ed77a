package dev.fairway.benchmarks.diffusion;

import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.Prediction;
import dev.fairway.series.Channel;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import org.hipparchus.special.Erf;

/** The distributions that a trained STGCN says, or that are made of its residuals. */
final class ForecasterQuantiles {

  /** Validation windows that residuals are taken from. */
  private static final int RESIDUAL_WINDOWS = 64;

  private final Task task;
  private final Forecaster forecaster;
  private final MeasuredNetwork measured;
  private final int[] targets;

  ForecasterQuantiles(Task task, Forecaster forecaster) {
    this.task = task;
    this.forecaster = forecaster;
    this.measured = task.series().measured();
    this.targets = measured.forecastChannels();
  }

  /** Its own quantiles, and straight lines between them. */
  Forecasting.Distribution own() {
    return (shown, index) -> {
      Prediction said = forecast(shown);
      double[] levels = said.levels();
      return laidOut(
          said,
          (cell, level) -> {
            int above = 0;
            while (above < levels.length - 1 && levels[above] < level) {
              above++;
            }
            int below = Math.max(0, above - 1);
            double share =
                above == below
                    ? 0
                    : Math.min(1, (level - levels[below]) / (levels[above] - levels[below]));
            double low = said.quantiles()[below * said.mean().length + cell];
            double high = said.quantiles()[above * said.mean().length + cell];
            return low + share * (high - low);
          });
    };
  }

  /** Normal around its forecast, as wide as its residuals of the validation part at that cell. */
  Forecasting.Distribution gaussian() {
    double[] deviations = deviations();
    return (shown, index) -> {
      Prediction said = forecast(shown);
      return laidOut(
          said,
          (cell, level) ->
              said.mean()[cell] + deviations[cell] * Math.sqrt(2) * Erf.erfInv(2 * level - 1));
    };
  }

  /** {@code [F, H, N]}: root mean square, in the channels' units. */
  private double[] deviations() {
    int sites = measured.network().size();
    double[] squares = new double[targets.length * Task.HORIZON * sites];
    int[] counts = new int[squares.length];
    ChronologicalSplit.Part part = task.split().validation();
    int last = part.to() - Task.INPUT_STEPS - Task.HORIZON;
    for (int i = 0; i < RESIDUAL_WINDOWS; i++) {
      int start = part.from() + (int) ((long) i * (last - part.from()) / RESIDUAL_WINDOWS);
      Prediction said = forecaster.forecast(task.input(start));
      TrafficWindow truth = task.truth(start);
      for (int cell = 0; cell < squares.length; cell++) {
        int place =
            truth.cell(
                targets[cell / (Task.HORIZON * sites)], cell / sites % Task.HORIZON, cell % sites);
        if (truth.observed()[place]) {
          double residual = truth.values()[place] - said.mean()[cell];
          squares[cell] += residual * residual;
          counts[cell]++;
        }
      }
    }
    double[] deviations = new double[squares.length];
    for (int cell = 0; cell < squares.length; cell++) {
      deviations[cell] = counts[cell] == 0 ? 0 : Math.sqrt(squares[cell] / counts[cell]);
    }
    return deviations;
  }

  /** Of the first half, which is all that is shown. */
  private Prediction forecast(TrafficWindow shown) {
    return forecaster.forecast(task.input(task.series().stepAt(shown.start())));
  }

  @FunctionalInterface
  private interface QuantileOfCell {
    double at(int cell, double level);
  }

  /** From [F, H, N] to quantiles [Q, C, H, N], within the channels' bounds. */
  private float[] laidOut(Prediction said, QuantileOfCell quantile) {
    int plane = said.steps() * said.sites();
    int cells = measured.channels().size() * plane;
    float[] quantiles = new float[Forecasting.LEVELS.length * cells];
    for (int q = 0; q < Forecasting.LEVELS.length; q++) {
      for (int f = 0; f < targets.length; f++) {
        Channel channel = measured.channels().get(targets[f]);
        for (int i = 0; i < plane; i++) {
          double value = quantile.at(f * plane + i, Forecasting.LEVELS[q]);
          quantiles[q * cells + targets[f] * plane + i] =
              (float) Math.max(channel.minimum(), Math.min(channel.maximum(), value));
        }
      }
    }
    return quantiles;
  }
}
