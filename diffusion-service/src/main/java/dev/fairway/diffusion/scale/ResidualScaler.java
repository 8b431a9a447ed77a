package dev.fairway.diffusion.scale;

import dev.fairway.network.TrafficNetwork;
import dev.fairway.season.SeasonalMeans;
import dev.fairway.season.Seasons;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.HostTensor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a denoiser sees of a window: how far each cell is from what is usual there and then, in the
 * deviations that are usual at its site: {@code z = (x - usual) / deviation}. So what is left to
 * learn has unit scale everywhere, and a window of noise alone, scaled back, is a usual one.
 *
 * @param seasons what is usual
 * @param deviations {@code [C, N]}, packed, in the channels' units, above 0
 * @param kriging what given cells tell of the others; empty in a bundle of the time before there
 *     was such a thing
 */
public record ResidualScaler(
    MeasuredNetwork measured, Seasons seasons, float[] deviations, Optional<Kriging> kriging) {

  /** Of the tensors a bundle keeps: that of {@link SeasonalMeans}, and {@code [C, N]}. */
  static final String DEVIATIONS = "deviations";

  public ResidualScaler {
    int sites = measured.network().size();
    if (deviations.length != measured.channels().size() * sites) {
      throw new IllegalArgumentException(
          "%d deviations for %d channels x %d sites"
              .formatted(deviations.length, measured.channels().size(), sites));
    }
    for (int i = 0; i < deviations.length; i++) {
      if (!(deviations[i] > 0 && Float.isFinite(deviations[i]))) {
        throw new IllegalArgumentException(
            "The deviation of channel %s at site %s is %s"
                .formatted(
                    measured.channels().get(i / sites).name(),
                    measured.network().sites().get(i % sites).id(),
                    deviations[i]));
      }
    }
  }

  /**
   * From the tensors of {@link FittedScaler#tensors}.
   *
   * @throws IllegalArgumentException if they are not those of such a network
   */
  public static ResidualScaler of(MeasuredNetwork measured, Map<String, HostTensor> tensors) {
    HostTensor deviations = tensors.get(DEVIATIONS);
    if (deviations == null) {
      throw new IllegalArgumentException("The scaler lacks the tensor " + DEVIATIONS);
    }
    return new ResidualScaler(
        measured,
        SeasonalMeans.of(measured, tensors),
        deviations.values(),
        Kriging.of(tensors, measured.channels().size(), measured.network().size()));
  }

  /**
   * The tensors on another network: a site keeps what it has; one that they do not know gets the
   * mean of all, and has nothing to do with others.
   */
  public static Map<String, HostTensor> moved(
      Map<String, HostTensor> tensors, TrafficNetwork from, TrafficNetwork to) {
    Map<String, HostTensor> moved = new TreeMap<>(tensors);
    moved.keySet().removeIf(Kriging::isNamed);
    moved.replaceAll((name, tensor) -> moved(tensor, from, to));
    int channels = (int) tensors.get(DEVIATIONS).shape()[0];
    Kriging.of(tensors, channels, from.size())
        .ifPresent(kriging -> moved.putAll(kriging.moved(from, to).tensors()));
    return moved;
  }

  /** {@code [..., sites]}. */
  private static HostTensor moved(HostTensor tensor, TrafficNetwork from, TrafficNetwork to) {
    int rows = tensor.values().length / from.size();
    float[] values = new float[rows * to.size()];
    for (int row = 0; row < rows; row++) {
      double mean = 0;
      for (int n = 0; n < from.size(); n++) {
        mean += tensor.values()[row * from.size() + n] / from.size();
      }
      for (int n = 0; n < to.size(); n++) {
        OptionalInt known = from.indexOf(to.sites().get(n).id());
        values[row * to.size() + n] =
            known.isPresent()
                ? tensor.values()[row * from.size() + known.getAsInt()]
                : (float) mean;
      }
    }
    long[] shape = tensor.shape().clone();
    shape[shape.length - 1] = to.size();
    return new HostTensor(shape, values);
  }

  /** The values that clean cells can have, scaled: {@code [C, T, N]} each. */
  public record Bounds(float[] lowest, float[] highest) {

    /** A wild value moved to the nearest possible one. */
    public double clamp(double value, int cell) {
      return Math.max(lowest[cell], Math.min(highest[cell], value));
    }
  }

  /**
   * What no channel can have counts as the nearest that it can: nobody has learned from it, and it
   * may be too large to be scaled.
   *
   * @return {@code [C, T, N]}, scaled; 0, what is usual, where not observed
   */
  public float[] scaled(TrafficWindow window) {
    float[] usual = seasons.at(window.start(), window.steps());
    float[] scaled = scaled(possible(window), usual, window.steps());
    for (int cell = 0; cell < scaled.length; cell++) {
      if (!window.observed()[cell]) {
        scaled[cell] = 0;
      }
    }
    return scaled;
  }

  private float[] possible(TrafficWindow window) {
    float[] possible = window.values().clone();
    int row = window.steps() * window.sites();
    for (int cell = 0; cell < possible.length; cell++) {
      possible[cell] = measured.channels().get(cell / row).nearest(possible[cell]);
    }
    return possible;
  }

  /**
   * What is expected of the cells that are not given.
   *
   * @param scaled {@code [C, T, N]}, packed
   * @param given likewise; where false, a cell is not looked at
   */
  public Expectation expected(float[] scaled, boolean[] given) {
    return kriging
        .map(known -> known.of(scaled, given))
        .orElseGet(() -> Expectation.ofNothing(scaled.length));
  }

  /**
   * Undoes {@link #scaled}.
   *
   * @param scaled {@code [C, T, N]}, or several windows of the same time one after the other
   * @param start of the first interval
   * @return as many, in the channels' units
   */
  public float[] values(float[] scaled, Instant start, int steps) {
    float[] usual = seasons.at(start, steps);
    float[] values = new float[scaled.length];
    for (int i = 0; i < values.length; i++) {
      int cell = i % usual.length;
      values[i] = usual[cell] + scaled[i] * deviation(cell, steps);
    }
    return values;
  }

  /** What is possible in the channels' units, scaled. */
  public Bounds bounds(Instant start, int steps) {
    float[] usual = seasons.at(start, steps);
    float[] lowest = new float[usual.length];
    float[] highest = new float[usual.length];
    int row = steps * measured.network().size();
    for (int c = 0; c < measured.channels().size(); c++) {
      Channel channel = measured.channels().get(c);
      Arrays.fill(lowest, c * row, (c + 1) * row, (float) channel.minimum());
      Arrays.fill(highest, c * row, (c + 1) * row, (float) channel.maximum());
    }
    return new Bounds(scaled(lowest, usual, steps), scaled(highest, usual, steps));
  }

  private float[] scaled(float[] values, float[] usual, int steps) {
    float[] scaled = new float[values.length];
    for (int cell = 0; cell < scaled.length; cell++) {
      scaled[cell] = (values[cell] - usual[cell]) / deviation(cell, steps);
    }
    return scaled;
  }

  private float deviation(int cell, int steps) {
    int sites = measured.network().size();
    return deviations[cell / (steps * sites) * sites + cell % sites];
  }
}
