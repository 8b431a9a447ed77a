package dev.fairway.score;

/**
 * Running MAE, RMSE and MAPE of point forecasts over observed values. Not safe for several threads;
 * give each its own and {@link #merge} them.
 */
public final class PointErrors {

  private long count;
  private double absolute;
  private double squared;
  private long relativeCount;
  private double relative;

  public PointErrors add(double observed, double forecast) {
    double error = Math.abs(observed - forecast);
    if (!Double.isFinite(error)) {
      throw new IllegalArgumentException("Forecast " + forecast + " of " + observed);
    }
    count++;
    absolute += error;
    squared += error * error;
    if (observed != 0) {
      relativeCount++;
      relative += error / Math.abs(observed);
    }
    return this;
  }

  /**
   * Adds what is marked; the rest may hold anything.
   *
   * @param observed values, of any shape
   * @param mask which of them were observed, same length
   * @param forecast same length
   */
  public PointErrors addMasked(float[] observed, boolean[] mask, float[] forecast) {
    if (observed.length != mask.length || observed.length != forecast.length) {
      throw new IllegalArgumentException(
          observed.length
              + " observed values, "
              + mask.length
              + " marks and "
              + forecast.length
              + " forecasts");
    }
    for (int i = 0; i < observed.length; i++) {
      if (mask[i]) {
        add(observed[i], forecast[i]);
      }
    }
    return this;
  }

  /** Takes another's values in, as if they had been added here. */
  public PointErrors merge(PointErrors other) {
    count += other.count;
    absolute += other.absolute;
    squared += other.squared;
    relativeCount += other.relativeCount;
    relative += other.relative;
    return this;
  }

  public long count() {
    return count;
  }

  /** Mean absolute error, in the unit of the values; NaN if there are none. */
  public double mae() {
    return absolute / count;
  }

  /** Root of the mean squared error, in the unit of the values; NaN if there are none. */
  public double rmse() {
    return Math.sqrt(squared / count);
  }

  /**
   * Mean of |error / observed| as a share (0.1 is 10 %), observed zeros left out; NaN if nothing is
   * left.
   */
  public double mape() {
    return relative / relativeCount;
  }
}
