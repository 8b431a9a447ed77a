package dev.fairway.series;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Scales each channel to mean 0 and deviation 1 and back: {@code z = (x - mean) / deviation}. Fit
 * it to the training part only. Its JSON form is its two lists.
 *
 * @param means one for each channel, in the channel's unit
 * @param deviations likewise, above 0
 */
public record StandardScaler(List<Double> means, List<Double> deviations) {

  public StandardScaler {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    if (means.isEmpty() || means.size() != deviations.size()) {
      throw new IllegalArgumentException(
          means.size() + " means with " + deviations.size() + " deviations");
    }
    if (!means.stream().allMatch(Double::isFinite)
        || !deviations.stream().allMatch(d -> Double.isFinite(d) && d > 0)) {
      throw new IllegalArgumentException(
          "Means " + means + " are not finite or deviations " + deviations + " not above 0");
    }
  }

  /**
   * Mean and standard deviation (of the population) of each channel's observed cells. A channel
   * that never varies keeps its scale (deviation 1), one that was never observed is left as it is.
   */
  public static StandardScaler fit(TrafficSeries training) {
    double[] means = new double[training.channels()];
    double[] deviations = new double[training.channels()];
    for (int c = 0; c < training.channels(); c++) {
      // Welford's running mean and sum of squares: no cancellation, however far from 0 the mean is.
      long count = 0;
      double mean = 0;
      double squares = 0;
      for (int t = 0; t < training.steps(); t++) {
        for (int n = 0; n < training.sites(); n++) {
          if (training.isObserved(t, n, c)) {
            double value = training.value(t, n, c);
            double difference = value - mean;
            count++;
            mean += difference / count;
            squares += difference * (value - mean);
          }
        }
      }
      means[c] = mean;
      deviations[c] = squares > 0 ? Math.sqrt(squares / count) : 1;
    }
    return new StandardScaler(
        DoubleStream.of(means).boxed().toList(), DoubleStream.of(deviations).boxed().toList());
  }

  public int channels() {
    return means.size();
  }

  /** The scaler of some channels, in the order given: what a model's targets need. */
  public StandardScaler select(int... channels) {
    return new StandardScaler(
        IntStream.of(channels).mapToObj(means::get).toList(),
        IntStream.of(channels).mapToObj(deviations::get).toList());
  }

  /**
   * @param values {@code [C, ...]}, packed: the first axis is the channel
   * @return the same shape, scaled
   */
  public float[] transform(float[] values) {
    float[] scaled = new float[values.length];
    int stride = stride(values.length);
    for (int c = 0; c < channels(); c++) {
      double mean = means.get(c);
      double deviation = deviations.get(c);
      for (int i = c * stride; i < (c + 1) * stride; i++) {
        scaled[i] = (float) ((values[i] - mean) / deviation);
      }
    }
    return scaled;
  }

  /**
   * @return {@code [C, T, N]}, scaled; 0, the mean, where not observed
   */
  public float[] transform(TrafficWindow window) {
    float[] scaled = transform(window.values());
    for (int i = 0; i < scaled.length; i++) {
      if (!window.observed()[i]) {
        scaled[i] = 0;
      }
    }
    return scaled;
  }

  /** Undoes {@link #transform(float[])}; same shape. */
  public float[] inverse(float[] scaled) {
    float[] values = new float[scaled.length];
    int stride = stride(scaled.length);
    for (int c = 0; c < channels(); c++) {
      double mean = means.get(c);
      double deviation = deviations.get(c);
      for (int i = c * stride; i < (c + 1) * stride; i++) {
        values[i] = (float) (scaled[i] * deviation + mean);
      }
    }
    return values;
  }

  private int stride(int cells) {
    if (cells % channels() != 0) {
      throw new IllegalArgumentException(
          cells + " values cannot be packed [C, T, N] with " + channels() + " channels");
    }
    return cells / channels();
  }
}
