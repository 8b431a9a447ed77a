package dev.fairway.diffusion.scale;

import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.HostTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoublePredicate;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * The best linear guess of a window's cells from those that are given (simple kriging, Matheron
 * 1963), of scaled values, whose mean is 0 and variance 1. Two cells of a channel are correlated by
 *
 * <pre>  r(n, m) * exp(-|t - u| / memory)          r(n, n) = kept,  1 for a cell with itself</pre>
 *
 * <p>A site's cells are guessed from its own and those of the few sites that it is most correlated
 * with, so that work grows with the number of sites and no faster. Channels are guessed apart.
 *
 * @param neighbours {@code [K, N]}: the site itself, then the others; -1 where there are no more
 * @param correlations {@code [C, K, K, N]}: r among them
 * @param kept {@code [C]}: share of a cell's variance that outlasts an interval, in (0, 1)
 * @param memory {@code [C]}: in intervals
 */
public record Kriging(
    HostTensor neighbours, HostTensor correlations, HostTensor kept, HostTensor memory) {

  private static final String PREFIX = "kriging-";
  private static final String NEIGHBOURS = PREFIX + "neighbours";
  private static final String CORRELATIONS = PREFIX + "correlations";
  private static final String KEPT = PREFIX + "kept";
  private static final String MEMORY = PREFIX + "memory";

  /** Given cells that a guess is made from, at most. */
  private static final int MOST_CELLS = 40;

  /**
   * @throws IllegalArgumentException if a number is none that was fitted; it names the first
   */
  public Kriging {
    long sites = neighbours.shape()[1];
    requireAll(NEIGHBOURS, neighbours, n -> n == Math.rint(n) && n >= -1 && n < sites);
    requireAll(CORRELATIONS, correlations, r -> r >= -1 && r <= 1);
    requireAll(KEPT, kept, share -> share > 0 && share < 1);
    requireAll(MEMORY, memory, intervals -> intervals > 0 && intervals < Double.POSITIVE_INFINITY);
  }

  private static void requireAll(String name, HostTensor tensor, DoublePredicate isPossible) {
    for (float value : tensor.values()) {
      if (!isPossible.test(value)) {
        throw new IllegalArgumentException("The scaler's tensor " + name + " holds " + value);
      }
    }
  }

  /** A site that is given: its place among the neighbours, and when. */
  private record Cell(int place, int step, double value) {}

  /**
   * @return empty if the tensors are of the time before there was kriging
   * @throws IllegalArgumentException if they are not those of so many channels and sites
   */
  static Optional<Kriging> of(Map<String, HostTensor> tensors, int channels, int sites) {
    HostTensor neighbours = tensors.get(NEIGHBOURS);
    if (neighbours == null) {
      return Optional.empty();
    }
    long around = neighbours.shape()[0];
    return Optional.of(
        new Kriging(
            required(tensors, NEIGHBOURS, around, sites),
            required(tensors, CORRELATIONS, channels, around, around, sites),
            required(tensors, KEPT, channels),
            required(tensors, MEMORY, channels)));
  }

  private static HostTensor required(Map<String, HostTensor> tensors, String name, long... shape) {
    HostTensor tensor = tensors.get(name);
    if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
      throw new IllegalArgumentException(
          "The scaler's tensor %s is %s, not %s"
              .formatted(
                  name,
                  tensor == null ? "missing" : Arrays.toString(tensor.shape()),
                  Arrays.toString(shape)));
    }
    return tensor;
  }

  Map<String, HostTensor> tensors() {
    return Map.of(NEIGHBOURS, neighbours, CORRELATIONS, correlations, KEPT, kept, MEMORY, memory);
  }

  static boolean isNamed(String name) {
    return name.startsWith(PREFIX);
  }

  /** On another network: a site keeps the neighbours that are there, a new one has none. */
  Kriging moved(TrafficNetwork from, TrafficNetwork to) {
    int around = around();
    float[] sites = new float[around * to.size()];
    float[] all = new float[channels() * around * around * to.size()];
    Arrays.fill(sites, -1);
    for (int n = 0; n < to.size(); n++) {
      OptionalInt known = from.indexOf(to.sites().get(n).id());
      sites[n] = n;
      for (int k = 1; k < around && known.isPresent(); k++) {
        int old = neighbour(k, known.getAsInt());
        if (old >= 0) {
          sites[k * to.size() + n] = to.indexOf(from.sites().get(old).id()).orElse(-1);
        }
      }
      for (int row = 0; row < channels() * around * around; row++) {
        int channel = row / (around * around);
        all[row * to.size() + n] =
            known.isPresent()
                ? correlations.values()[row * from.size() + known.getAsInt()]
                : row % (around * around) == 0 ? kept.values()[channel] : 0;
      }
    }
    return new Kriging(
        new HostTensor(new long[] {around, to.size()}, sites),
        new HostTensor(new long[] {channels(), around, around, to.size()}, all),
        kept,
        memory);
  }

  /**
   * @param scaled {@code [C, T, N]}, packed; not looked at where not given
   */
  Expectation of(float[] scaled, boolean[] given) {
    Expectation expectation = Expectation.ofNothing(scaled.length);
    int steps = scaled.length / (channels() * sites());
    for (int channel = 0; channel < channels(); channel++) {
      for (int site = 0; site < sites(); site++) {
        guess(scaled, given, channel, steps, site, expectation);
      }
    }
    return expectation;
  }

  private void guess(
      float[] scaled, boolean[] given, int channel, int steps, int site, Expectation to) {
    List<Integer> holes = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      if (!given[cell(channel, steps, step, site)]) {
        holes.add(step);
      }
    }
    if (holes.isEmpty()) {
      return;
    }
    List<Cell> cells = given(scaled, given, channel, steps, site, holes);
    if (cells.isEmpty()) {
      return;
    }
    CholeskyDecomposition among = new CholeskyDecomposition(among(cells, channel, site));
    RealVector values = new ArrayRealVector(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      values.setEntry(i, cells.get(i).value());
    }
    RealVector weights = among.getSolver().solve(values);
    double fresh = 1 - kept.values()[channel];
    for (int step : holes) {
      RealVector with = new ArrayRealVector(cells.size());
      for (int i = 0; i < cells.size(); i++) {
        with.setEntry(i, correlation(channel, site, 0, step, cells.get(i)));
      }
      int cell = cell(channel, steps, step, site);
      double explained = with.dotProduct(among.getSolver().solve(with));
      to.mean()[cell] = (float) with.dotProduct(weights);
      to.deviation()[cell] = (float) Math.sqrt(Math.max(fresh, 1 - explained));
    }
  }

  /** The given cells around, those that tell most of a hole first. */
  private List<Cell> given(
      float[] scaled, boolean[] given, int channel, int steps, int site, List<Integer> holes) {
    List<Cell> cells = new ArrayList<>();
    for (int place = 0; place < around(); place++) {
      int other = neighbour(place, site);
      for (int step = 0; other >= 0 && step < steps; step++) {
        int cell = cell(channel, steps, step, other);
        if (given[cell]) {
          cells.add(new Cell(place, step, scaled[cell]));
        }
      }
    }
    if (cells.size() <= MOST_CELLS) {
      return cells;
    }
    Map<Cell, Double> tells = new HashMap<>();
    for (Cell cell : cells) {
      double most = 0;
      for (int step : holes) {
        most = Math.max(most, correlation(channel, site, 0, step, cell));
      }
      tells.put(cell, -most);
    }
    cells.sort(Comparator.comparingDouble(tells::get));
    return cells.subList(0, MOST_CELLS);
  }

  private RealMatrix among(List<Cell> cells, int channel, int site) {
    double[][] all = new double[cells.size()][cells.size()];
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      for (int j = 0; j < i; j++) {
        all[i][j] = correlation(channel, site, cell.place(), cell.step(), cells.get(j));
        all[j][i] = all[i][j];
      }
      all[i][i] =
          correlation(channel, site, cell.place(), cell.step(), cell)
              + (1 - kept.values()[channel]);
    }
    return new Array2DRowRealMatrix(all, false);
  }

  private double correlation(int channel, int site, int place, int step, Cell other) {
    double apart = Math.abs(step - other.step());
    int row = (channel * around() + place) * around() + other.place();
    return correlations.values()[row * sites() + site]
        * Math.exp(-apart / memory.values()[channel]);
  }

  private int neighbour(int place, int site) {
    return (int) neighbours.values()[place * sites() + site];
  }

  private int cell(int channel, int steps, int step, int site) {
    return (channel * steps + step) * sites() + site;
  }

  private int channels() {
    return kept.values().length;
  }

  private int around() {
    return Math.toIntExact(neighbours.shape()[0]);
  }

  private int sites() {
    return Math.toIntExact(neighbours.shape()[1]);
  }
}
