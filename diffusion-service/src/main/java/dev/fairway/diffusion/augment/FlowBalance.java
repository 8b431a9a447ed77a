package dev.fairway.diffusion.augment;

import dev.fairway.series.Channel;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Conservation of vehicles: what passes a site has to come from the sites upstream.
 *
 * <p>A site's imbalance over a window is the mean over its steps of its {@link UpstreamFlows}. Real
 * turning shares, ramps and detectors that count wrong make it differ from 0, but steadily so.
 * Hence each site is compared with its own past, and the window's imbalance is the root mean square
 * over the sites of {@code (imbalance - mean) / deviation}, without a unit. It must not lie above
 * that of nearly all training windows.
 *
 * @param means by site, in the flow's unit; NaN where there is nothing to compare with
 * @param deviations likewise
 * @param limit the highest imbalance that is accepted, in deviations
 */
record FlowBalance(UpstreamFlows flows, double[] means, double[] deviations, double limit) {

  /** Of the training windows so many are less out of balance than is allowed. */
  private static final double QUANTILE = 0.999;

  private static final int FEWEST_WINDOWS = 2;

  /**
   * Least deviation of a site, as a share of the root mean square of all sites'. A quay where no
   * ship passed in three days was never out of balance, and no model of real numbers says exactly
   * 0.
   */
  private static final double LEAST_DEVIATION = 0.1;

  /**
   * Learned from all windows of a part. Empty if the network has no channel of flow or no links, or
   * the part not enough observations to say what is usual.
   *
   * @param steps intervals in a window
   */
  static Optional<FlowBalance> fit(TrafficSeries series, Part part, int steps) {
    OptionalInt channel = series.measured().channelIndex(Channel.FLOW);
    if (channel.isEmpty() || series.measured().network().links().isEmpty()) {
      return Optional.empty();
    }
    UpstreamFlows flows = UpstreamFlows.of(series.measured().network(), channel.getAsInt());
    double[][] balances = flows.balances(series.window(part.from(), part.steps()));
    double[][] windows =
        IntStream.rangeClosed(0, part.steps() - steps)
            .mapToObj(start -> bySite(balances, start, steps))
            .toArray(double[][]::new);
    double[] means = new double[series.sites()];
    double[] own = new double[series.sites()];
    for (int n = 0; n < means.length; n++) {
      int site = n;
      double[] known =
          Arrays.stream(windows).mapToDouble(its -> its[site]).filter(Double::isFinite).toArray();
      boolean enough = known.length >= FEWEST_WINDOWS;
      means[n] = enough ? DoubleStream.of(known).average().orElseThrow() : Double.NaN;
      own[n] = enough ? deviation(known, means[n]) : Double.NaN;
    }
    double[] deviations = notBelow(LEAST_DEVIATION * meanSquared(own), own);
    double limit =
        Ranked.of(
                Arrays.stream(windows)
                    .mapToDouble(its -> rootMeanSquare(its, means, deviations))
                    .filter(Double::isFinite))
            .at(QUANTILE);
    return Double.isNaN(limit)
        ? Optional.empty()
        : Optional.of(new FlowBalance(flows, means, deviations, limit));
  }

  /** In deviations; NaN if no site can be told. */
  double imbalance(TrafficWindow window) {
    double[] its = bySite(flows.balances(window), 0, window.steps());
    return rootMeanSquare(its, means, deviations);
  }

  /** What cannot be told is accepted. */
  boolean accepts(TrafficWindow window) {
    return !(imbalance(window) > limit);
  }

  /** Means over the steps at which a balance is known; NaN where at none. */
  private static double[] bySite(double[][] balances, int start, int steps) {
    double[] means = new double[balances[start].length];
    for (int n = 0; n < means.length; n++) {
      double sum = 0;
      int known = 0;
      for (int t = start; t < start + steps; t++) {
        if (!Double.isNaN(balances[t][n])) {
          sum += balances[t][n];
          known++;
        }
      }
      means[n] = known == 0 ? Double.NaN : sum / known;
    }
    return means;
  }

  private static double deviation(double[] numbers, double mean) {
    double squares = DoubleStream.of(numbers).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / numbers.length);
  }

  /** Root mean square of those that are known. */
  private static double meanSquared(double[] deviations) {
    return Math.sqrt(
        Arrays.stream(deviations).filter(Double::isFinite).map(d -> d * d).average().orElse(0));
  }

  /** What is not known stays unknown. */
  private static double[] notBelow(double least, double[] deviations) {
    return Arrays.stream(deviations).map(d -> Math.max(d, least)).toArray();
  }

  private static double rootMeanSquare(double[] its, double[] means, double[] deviations) {
    double squares = 0;
    int known = 0;
    for (int n = 0; n < its.length; n++) {
      double off = its[n] - means[n];
      if (!Double.isNaN(off)) {
        // Where nothing ever was out of balance, everything must stay in it.
        double scaled = off == 0 ? 0 : off / deviations[n];
        squares += scaled * scaled;
        known++;
      }
    }
    return known == 0 ? Double.NaN : Math.sqrt(squares / known);
  }
}
