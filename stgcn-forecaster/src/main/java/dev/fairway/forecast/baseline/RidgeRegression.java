package dev.fairway.forecast.baseline;

import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.time.Instant;
import java.util.Arrays;

/**
 * A vector autoregression that is sparse along the graph (as the STARIMA models of Pfeifer and
 * Deutsch 1980): each site, channel and horizon is a ridge regression of its own on all channels of
 * the window at the site, and on the last {@value #NEIGHBOUR_LAGS} values of up to {@value
 * #NEIGHBOURS} nearest neighbours.
 *
 * <p>Inputs and outputs are deviations from what is usual at their time, in standard deviations of
 * the channel: what was not observed is as usual, 0.
 */
public final class RidgeRegression implements PointForecaster {

  private static final int NEIGHBOURS = 4;
  private static final int NEIGHBOUR_LAGS = 3;

  /** Per row, in units of the channels' variance. */
  private static final double PENALTY = 1e-3;

  private final Usual usual;
  private final int[][] neighbours;
  private final int[] targets;
  private final int inputSteps;
  private final int horizon;

  /** [site][target * H + step][input]. */
  private final double[][][] weights;

  public RidgeRegression(TrafficSeries training, int inputSteps, int horizon) {
    this(
        training,
        inputSteps,
        horizon,
        Neighbours.nearest(training.measured().network(), NEIGHBOURS));
  }

  /**
   * @param neighbours of each site in node order
   */
  RidgeRegression(TrafficSeries training, int inputSteps, int horizon, int[][] neighbours) {
    this.usual = new Usual(training);
    this.neighbours = neighbours;
    this.targets = training.measured().forecastChannels();
    this.inputSteps = inputSteps;
    this.horizon = horizon;
    this.weights = new double[training.sites()][][];
    Deviations deviations = usual.deviations(training.window(0, training.steps()), true);
    for (int site = 0; site < weights.length; site++) {
      weights[site] = fit(deviations, site);
    }
  }

  /** Deviations from what is usual, {@code [C, T, N]} packed, in standard deviations. */
  private record Deviations(TrafficWindow window, float[] values) {
    double at(int channel, int step, int site) {
      return values[window.cell(channel, step, site)];
    }
  }

  private double[][] fit(Deviations training, int site) {
    TrafficWindow window = training.window();
    int outputs = targets.length * horizon;
    NormalEquations equations = new NormalEquations(inputs(window.channels(), site), outputs);
    double[] x = new double[inputs(window.channels(), site)];
    double[] y = new double[outputs];
    for (int end = inputSteps; end + horizon <= window.steps(); end++) {
      read(training, end, site, x);
      for (int output = 0; output < outputs; output++) {
        int channel = targets[output / horizon];
        int step = end + output % horizon;
        y[output] =
            window.observed()[window.cell(channel, step, site)]
                ? training.at(channel, step, site)
                : Double.NaN;
      }
      equations.add(x, y);
    }
    return equations.solve(PENALTY);
  }

  @Override
  public float[] forecast(TrafficWindow observed, float[] filled) {
    if (observed.steps() != inputSteps) {
      throw new IllegalArgumentException(
          "A window of %d steps for a regression on %d".formatted(observed.steps(), inputSteps));
    }
    Deviations deviations = usual.deviations(observed, false);
    int sites = observed.sites();
    float[] mean = new float[targets.length * horizon * sites];
    for (int site = 0; site < sites; site++) {
      double[] x = new double[inputs(observed.channels(), site)];
      read(deviations, inputSteps, site, x);
      for (int output = 0; output < weights[site].length; output++) {
        double deviation = 0;
        for (int i = 0; i < x.length; i++) {
          deviation += weights[site][output][i] * x[i];
        }
        int step = output % horizon;
        Instant time = observed.end().plus(observed.interval().multipliedBy(step));
        mean[output * sites + site] =
            (float) usual.value(time, targets[output / horizon], site, deviation);
      }
    }
    return mean;
  }

  private int inputs(int channels, int site) {
    return 1 + channels * (inputSteps + neighbours[site].length * neighbourLags());
  }

  private int neighbourLags() {
    return Math.min(NEIGHBOUR_LAGS, inputSteps);
  }

  /** The inputs of a site from the intervals before step {@code end}. */
  private void read(Deviations from, int end, int site, double[] x) {
    int next = 0;
    x[next++] = 1;
    for (int channel = 0; channel < from.window().channels(); channel++) {
      for (int lag = 1; lag <= inputSteps; lag++) {
        x[next++] = from.at(channel, end - lag, site);
      }
      for (int neighbour : neighbours[site]) {
        for (int lag = 1; lag <= neighbourLags(); lag++) {
          x[next++] = from.at(channel, end - lag, neighbour);
        }
      }
    }
  }

  /** What is usual at a time: the seasonal profile, else the mean of the channel. */
  private static final class Usual {
    private final DaySlots slots;
    private final SeasonalProfile profile;
    private final StandardScaler scaler;

    Usual(TrafficSeries training) {
      this.slots = DaySlots.of(training.measured());
      this.profile = SeasonalProfile.of(training);
      this.scaler = StandardScaler.fit(training);
    }

    /**
     * @param leaveOut the window was part of the training: each value's deviation is taken from the
     *     mean of the others, so that deviations are as large as they will be on new days
     */
    Deviations deviations(TrafficWindow window, boolean leaveOut) {
      float[] values = new float[window.values().length];
      int[] slotOfStep = new int[window.steps()];
      Arrays.setAll(
          slotOfStep,
          step -> slots.slotOf(window.start().plus(window.interval().multipliedBy(step))));
      for (int channel = 0; channel < window.channels(); channel++) {
        for (int step = 0; step < window.steps(); step++) {
          for (int site = 0; site < window.sites(); site++) {
            int cell = window.cell(channel, step, site);
            if (window.observed()[cell]) {
              int slot = slotOfStep[step];
              double deviation = window.values()[cell] - mean(slot, channel, site);
              int seen = leaveOut ? profile.count(slot, channel, site) : 0;
              double others = leaveOut ? (seen > 1 ? seen / (seen - 1.0) : 0) : 1;
              values[cell] = (float) (others * deviation / scaler.deviations().get(channel));
            }
          }
        }
      }
      return new Deviations(window, values);
    }

    double value(Instant time, int channel, int site, double deviation) {
      return mean(slots.slotOf(time), channel, site) + deviation * scaler.deviations().get(channel);
    }

    private double mean(int slot, int channel, int site) {
      return profile.meanOr(slot, channel, site, scaler.means().get(channel).floatValue());
    }
  }
}
