package dev.fairway.diffusion.scale;

import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.HostTensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.jgrapht.graph.AsUndirectedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;

/**
 * Fits {@link Kriging} to scaled values, of which most may be missing: correlations are means of
 * products of pairs that were both observed, over all lags up to an hour or so, each lag with the
 * weight that memory gives it. Few pairs are drawn towards no correlation, and no site is taken to
 * do the opposite of another.
 */
final class KrigingFit {

  /** Sites that a site is most correlated with, and itself. */
  private static final int AROUND = 9;

  /** Sites nearest along the network, among which these are looked for. */
  private static final int CANDIDATES = 24;

  private static final int LAGS = 12;

  /** Pairs are drawn towards 0 as if so many had shown it. Neighbouring intervals say the same. */
  private static final double PAIR_PRIOR = 1200;

  /** Kept and memory, if nothing was observed that tells. */
  private static final double USUAL_KEPT = 0.9;

  private static final double USUAL_MEMORY = 12;

  private static final double LEAST_KEPT = 0.05;
  private static final double MOST_KEPT = 0.99;
  private static final double LEAST_EIGENVALUE = 1e-3;

  private final TrafficNetwork network;
  private final int sites;

  /** [C * N][steps]: scaled; NaN where not observed. */
  private final float[][] scaled;

  /** [C]. */
  private final float[] kept;

  private final float[] memory;

  /** By channel and the two sites. */
  private final Map<Long, Double> pairs = new HashMap<>();

  /**
   * @param scaled {@code [C * N][steps]}; NaN where not observed
   */
  KrigingFit(TrafficNetwork network, float[][] scaled) {
    this.network = network;
    this.sites = network.size();
    this.scaled = scaled;
    this.kept = new float[scaled.length / sites];
    this.memory = new float[kept.length];
  }

  Kriging fit() {
    float[] neighbours = new float[AROUND * sites];
    Arrays.fill(neighbours, -1);
    float[] correlations = new float[kept.length * AROUND * AROUND * sites];
    for (int channel = 0; channel < kept.length; channel++) {
      remember(channel);
    }
    for (int site = 0; site < sites; site++) {
      int[] around = around(site);
      for (int place = 0; place < around.length; place++) {
        neighbours[place * sites + site] = around[place];
      }
      for (int channel = 0; channel < kept.length; channel++) {
        RealMatrix among = positive(among(channel, around));
        for (int i = 0; i < around.length; i++) {
          for (int j = 0; j < around.length; j++) {
            correlations[((channel * AROUND + i) * AROUND + j) * sites + site] =
                (float) among.getEntry(i, j);
          }
        }
      }
    }
    return new Kriging(
        new HostTensor(new long[] {AROUND, sites}, neighbours),
        new HostTensor(new long[] {kept.length, AROUND, AROUND, sites}, correlations),
        new HostTensor(new long[] {kept.length}, kept),
        new HostTensor(new long[] {kept.length}, memory));
  }

  /** Least squares of kept * exp(-lag / memory) to the correlations of sites with themselves. */
  private void remember(int channel) {
    double[] own = new double[LAGS];
    long all = 0;
    for (int lag = 1; lag < LAGS; lag++) {
      double sum = 0;
      long count = 0;
      for (int site = 0; site < sites; site++) {
        Products products = products(row(channel, site), row(channel, site), lag);
        sum += products.sum();
        count += products.count();
      }
      own[lag] = count == 0 ? 0 : sum / count;
      all += count;
    }
    double bestKept = USUAL_KEPT;
    double bestMemory = USUAL_MEMORY;
    double least = Double.POSITIVE_INFINITY;
    for (double trial = 0.5; all > 0 && trial < 200; trial *= 1.05) {
      double with = 0;
      double squares = 0;
      for (int lag = 1; lag < LAGS; lag++) {
        with += own[lag] * Math.exp(-lag / trial);
        squares += Math.exp(-2 * lag / trial);
      }
      double share = Math.max(LEAST_KEPT, Math.min(MOST_KEPT, with / squares));
      double off = 0;
      for (int lag = 1; lag < LAGS; lag++) {
        off += Math.pow(own[lag] - share * Math.exp(-lag / trial), 2);
      }
      if (off < least) {
        least = off;
        bestKept = share;
        bestMemory = trial;
      }
    }
    kept[channel] = (float) bestKept;
    memory[channel] = (float) bestMemory;
  }

  /** The site, and those that it is most correlated with over all channels. */
  private int[] around(int site) {
    Iterator<Site> outwards =
        new BreadthFirstIterator<>(
            new AsUndirectedGraph<>(network.graph()), network.sites().get(site));
    int[] near =
        IntStream.range(0, 1 + CANDIDATES)
            .takeWhile(i -> outwards.hasNext())
            .map(i -> network.indexOf(outwards.next().id()).orElseThrow())
            .toArray();
    return IntStream.concat(
            IntStream.of(site),
            IntStream.of(near)
                .filter(other -> other != site && similarity(site, other) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(other -> -similarity(site, other)))
                .limit(AROUND - 1)
                .mapToInt(Integer::intValue))
        .toArray();
  }

  private double similarity(int site, int other) {
    return IntStream.range(0, kept.length).mapToDouble(c -> pair(c, site, other)).sum();
  }

  private RealMatrix among(int channel, int[] around) {
    double[][] all = new double[around.length][around.length];
    for (int i = 0; i < around.length; i++) {
      for (int j = 0; j < around.length; j++) {
        all[i][j] = i == j ? kept[channel] : pair(channel, around[i], around[j]);
      }
    }
    return new Array2DRowRealMatrix(all, false);
  }

  private double pair(int channel, int one, int other) {
    int first = Math.min(one, other);
    int second = Math.max(one, other);
    return pairs.computeIfAbsent(
        ((long) channel * sites + first) * sites + second, key -> learned(channel, first, second));
  }

  private double learned(int channel, int one, int other) {
    double sum = 0;
    double weights = 0;
    for (int lag = 1 - LAGS; lag < LAGS; lag++) {
      double weight = Math.exp(-Math.abs(lag) / memory[channel]);
      Products products =
          lag < 0
              ? products(row(channel, other), row(channel, one), -lag)
              : products(row(channel, one), row(channel, other), lag);
      sum += weight * products.sum();
      weights += weight * weight * products.count();
    }
    return Math.max(0, Math.min(kept[channel], sum / (weights + PAIR_PRIOR)));
  }

  private float[] row(int channel, int site) {
    return scaled[channel * sites + site];
  }

  /** Of pairs that were both observed. */
  private record Products(double sum, long count) {}

  /** The second series is looked at so many intervals later. */
  private static Products products(float[] first, float[] second, int lag) {
    double sum = 0;
    long count = 0;
    for (int step = 0; step + lag < first.length; step++) {
      float product = first[step] * second[step + lag];
      if (!Float.isNaN(product)) {
        sum += product;
        count++;
      }
    }
    return new Products(sum, count);
  }

  /** The nearest matrix that correlations can have, its diagonal kept. */
  private static RealMatrix positive(RealMatrix among) {
    EigenDecompositionSymmetric parts = new EigenDecompositionSymmetric(among);
    double[] values = parts.getEigenvalues();
    if (Arrays.stream(values).allMatch(value -> value >= LEAST_EIGENVALUE)) {
      return among;
    }
    double[] above = Arrays.stream(values).map(v -> Math.max(LEAST_EIGENVALUE, v)).toArray();
    RealMatrix projected =
        parts.getV().multiply(MatrixUtils.createRealDiagonalMatrix(above)).multiply(parts.getVT());
    double[] stretch = new double[above.length];
    for (int i = 0; i < stretch.length; i++) {
      stretch[i] = Math.sqrt(among.getEntry(i, i) / projected.getEntry(i, i));
    }
    RealMatrix scale = MatrixUtils.createRealDiagonalMatrix(stretch);
    return scale.multiply(projected).multiply(scale);
  }
}
