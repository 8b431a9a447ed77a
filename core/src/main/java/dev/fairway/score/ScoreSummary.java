package dev.fairway.score;

/**
 * Running means of {@link StepScores}: what evaluation reports and the live page shows. Every mean
 * is NaN while nothing was added. Not safe for several threads; give each its own and {@link
 * #merge} them.
 */
public final class ScoreSummary {

  private final PointErrors points = new PointErrors();
  private double crps;
  private double nominalCoverage;
  private long covered;
  private double width;

  /** Scores a forecast and adds it; the arguments are those of {@link StepScores#of}. */
  public ScoreSummary add(double observed, double mean, double[] levels, double[] quantiles) {
    return add(observed, mean, StepScores.of(observed, mean, levels, quantiles));
  }

  /** Adds what was scored before. */
  public ScoreSummary add(double observed, double mean, StepScores scores) {
    points.add(observed, mean);
    crps += scores.crps();
    nominalCoverage += scores.nominalCoverage();
    covered += scores.covered() ? 1 : 0;
    width += scores.width();
    return this;
  }

  /** Takes another's scores in, as if they had been added here. */
  public ScoreSummary merge(ScoreSummary other) {
    points.merge(other.points);
    crps += other.crps;
    nominalCoverage += other.nominalCoverage;
    covered += other.covered;
    width += other.width;
    return this;
  }

  public long count() {
    return points.count();
  }

  /** Mean absolute error, in the unit of the values. */
  public double mae() {
    return points.mae();
  }

  /** Root of the mean squared error, in the unit of the values. */
  public double rmse() {
    return points.rmse();
  }

  /** Mean of |error / observed| as a share (0.1 is 10 %), observed zeros left out. */
  public double mape() {
    return points.mape();
  }

  /** In the unit of the values. */
  public double crps() {
    return crps / count();
  }

  /** Share of the observed values that lay within the outermost quantiles, 0..1. */
  public double coverage() {
    return (double) covered / count();
  }

  /** What {@link #coverage()} should be, 0..1. */
  public double nominalCoverage() {
    return nominalCoverage / count();
  }

  /** Mean distance of the outermost quantiles, in the unit of the values. */
  public double meanWidth() {
    return width / count();
  }
}
