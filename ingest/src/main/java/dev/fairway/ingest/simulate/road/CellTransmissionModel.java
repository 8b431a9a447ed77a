package dev.fairway.ingest.simulate.road;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cell transmission model of Daganzo (1994, "The cell transmission model: a dynamic
 * representation of highway traffic consistent with the hydrodynamic theory"; 1995, part II:
 * network traffic), that is the Godunov scheme of the Lighthill-Whitham-Richards equation with a
 * triangular diagram.
 *
 * <p>Stores hold vehicles; turns lead from store to store. A store is an origin (a queue of any
 * length that demand joins), a cell of a road, or an exit (which takes everything). In a step of
 * dt,
 *
 * <pre>
 *   sending   S = min(v k, Q) dt            receiving  R = min(Q, w (k_jam - k)) dt
 *   of a turn i -> j:  q_ij = S_i share_ij min over i's turns ij' of min(1, R_j' / sum_i' S_i' share_i'j')
 * </pre>
 *
 * so that diverges keep first-in-first-out (Daganzo 1995) and merges share what room there is in
 * proportion to demand (Jin and Zhang 2003). It departs from FIFO in one place: turns into an exit
 * never wait for the others, as drivers near their goal leave by the side streets. No ring of full
 * cells can therefore lock for ever.
 */
public final class CellTransmissionModel {

  private enum Kind {
    ORIGIN,
    CELL,
    EXIT
  }

  private final double stepSeconds;
  private final Kind[] kinds;
  private final double[] metres;
  private final double[] freeSpeed;
  private final double[] capacity;
  private final double[] waveSpeed;
  private final double[] jamStock;
  private final int[] from;
  private final int[] to;
  private final double[] share;

  private final double[] stock;
  private final double[] capacityLeft;
  private final double[] demand;
  private final double[] sending;
  private final double[] receiving;
  private final double[] wanted;
  private final double[] granted;
  private final double[] outflow;
  private double pace = 1;
  private double entered;

  private CellTransmissionModel(Builder builder) {
    int n = builder.stores.size();
    stepSeconds = builder.stepSeconds;
    kinds = builder.stores.stream().map(Store::kind).toArray(Kind[]::new);
    metres = builder.stores.stream().mapToDouble(Store::metres).toArray();
    capacity = builder.stores.stream().mapToDouble(s -> s.diagram().capacity()).toArray();
    freeSpeed = builder.stores.stream().mapToDouble(s -> s.diagram().freeFlowSpeed()).toArray();
    waveSpeed = builder.stores.stream().mapToDouble(s -> s.diagram().waveSpeed()).toArray();
    jamStock =
        builder.stores.stream().mapToDouble(s -> s.diagram().jamDensity() * s.metres()).toArray();
    from = builder.turns.stream().mapToInt(Turn::from).toArray();
    to = builder.turns.stream().mapToInt(Turn::to).toArray();
    share = builder.turns.stream().mapToDouble(Turn::share).toArray();
    stock = new double[n];
    capacityLeft = new double[n];
    Arrays.fill(capacityLeft, 1);
    demand = new double[n];
    sending = new double[n];
    receiving = new double[n];
    wanted = new double[n];
    granted = new double[n];
    outflow = new double[n];
  }

  /**
   * @param vehiclesPerSecond that join the origin's queue from the next step on
   */
  public void setDemand(int origin, double vehiclesPerSecond) {
    require(origin, Kind.ORIGIN);
    if (!(vehiclesPerSecond >= 0)) {
      throw new IllegalArgumentException("Demand " + vehiclesPerSecond + " veh/s is below 0");
    }
    demand[origin] = vehiclesPerSecond;
  }

  /**
   * @param left share of the cell's capacity that is left, 0..1: below 1 while there is an incident
   */
  public void setCapacityLeft(int cell, double left) {
    require(cell, Kind.CELL);
    if (!(left >= 0 && left <= 1)) {
      throw new IllegalArgumentException("Capacity left is " + left + ", not within 0..1");
    }
    capacityLeft[cell] = left;
  }

  /**
   * Weather: scales free-flow speed, capacity and wave speed of every cell alike, which leaves the
   * critical and the jam density as they are.
   *
   * @param pace in (0, 1]
   */
  public void setPace(double pace) {
    if (!(pace > 0 && pace <= 1)) {
      throw new IllegalArgumentException("Pace is " + pace + ", not within (0, 1]");
    }
    this.pace = pace;
  }

  /**
   * Puts vehicles on a cell, as an initial state; they count as having entered.
   *
   * @param density veh/m
   */
  public void fill(int cell, double density) {
    require(cell, Kind.CELL);
    double vehicles = density * metres[cell];
    if (!(vehicles >= 0 && vehicles <= jamStock[cell])) {
      throw new IllegalArgumentException("Density " + density + " veh/m is not within 0..jam");
    }
    entered += vehicles - stock[cell];
    stock[cell] = vehicles;
  }

  /** Goes on by one time step. */
  public void step() {
    for (int s = 0; s < stock.length; s++) {
      double most = capacity[s] * capacityLeft[s] * pace * stepSeconds;
      switch (kinds[s]) {
        case ORIGIN -> {
          double joining = demand[s] * stepSeconds;
          stock[s] += joining;
          entered += joining;
          sending[s] = Math.min(stock[s], most);
          receiving[s] = 0;
        }
        case CELL -> {
          double perStep = pace * stepSeconds / metres[s];
          sending[s] = Math.min(stock[s] * freeSpeed[s] * perStep, most);
          receiving[s] =
              Math.max(0, Math.min(most, waveSpeed[s] * perStep * (jamStock[s] - stock[s])));
        }
        case EXIT -> {
          sending[s] = 0;
          receiving[s] = Double.POSITIVE_INFINITY;
        }
      }
      wanted[s] = 0;
      granted[s] = 1;
      outflow[s] = 0;
    }
    for (int t = 0; t < from.length; t++) {
      wanted[to[t]] += sending[from[t]] * share[t];
    }
    for (int t = 0; t < from.length; t++) {
      double room = wanted[to[t]] > receiving[to[t]] ? receiving[to[t]] / wanted[to[t]] : 1;
      granted[from[t]] = Math.min(granted[from[t]], room);
    }
    for (int t = 0; t < from.length; t++) {
      double part = kinds[to[t]] == Kind.EXIT ? 1 : granted[from[t]];
      double moved = Math.min(sending[from[t]] * share[t] * part, stock[from[t]]);
      stock[from[t]] -= moved;
      stock[to[t]] += moved;
      outflow[from[t]] += moved;
    }
  }

  public double stepSeconds() {
    return stepSeconds;
  }

  /** Vehicles per metre of a cell. */
  public double density(int cell) {
    require(cell, Kind.CELL);
    return stock[cell] / metres[cell];
  }

  /** Flow out of a cell or an origin in the last step, veh/s. */
  public double flow(int store) {
    return outflow[store] / stepSeconds;
  }

  /** Vehicles in a store: on a cell, in an origin's queue, or gone by an exit so far. */
  public double stock(int store) {
    return stock[store];
  }

  /** Vehicles that have entered so far, by demand or by {@link #fill}. */
  public double entered() {
    return entered;
  }

  /** Vehicles that have left so far. */
  public double left() {
    return sum(Kind.EXIT);
  }

  /** Vehicles on the roads and in the queues of the origins. */
  public double present() {
    return sum(Kind.ORIGIN) + sum(Kind.CELL);
  }

  private double sum(Kind kind) {
    double sum = 0;
    for (int s = 0; s < stock.length; s++) {
      sum += kinds[s] == kind ? stock[s] : 0;
    }
    return sum;
  }

  private void require(int store, Kind kind) {
    if (kinds[store] != kind) {
      throw new IllegalArgumentException(
          "Store " + store + " is of kind " + kinds[store] + ", not " + kind);
    }
  }

  private record Store(Kind kind, double metres, FundamentalDiagram diagram) {}

  private record Turn(int from, int to, double share) {}

  /** Puts a model together, store by store. */
  public static final class Builder {
    private static final FundamentalDiagram UNUSED = new FundamentalDiagram(1, 1, 2);

    private final double stepSeconds;
    private final List<Store> stores = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    public Builder(double stepSeconds) {
      if (!(stepSeconds > 0)) {
        throw new IllegalArgumentException("A step of " + stepSeconds + " s is not above 0");
      }
      this.stepSeconds = stepSeconds;
    }

    public double stepSeconds() {
      return stepSeconds;
    }

    /**
     * @param capacity what the origin can send, veh/s
     * @return its store
     */
    public int origin(double capacity) {
      return add(new Store(Kind.ORIGIN, 1, new FundamentalDiagram(1, capacity, 2 * capacity)));
    }

    /**
     * @return its store
     * @throws IllegalArgumentException if traffic or a wave would cross the cell in less than a
     *     step (the condition of Courant, Friedrichs and Lewy)
     */
    public int cell(double metres, FundamentalDiagram diagram) {
      double fastest = Math.max(diagram.freeFlowSpeed(), diagram.waveSpeed());
      if (fastest * stepSeconds > metres * (1 + 1e-12)) {
        throw new IllegalArgumentException(
            "A cell of "
                + metres
                + " m is crossed at "
                + fastest
                + " m/s in less than a step of "
                + stepSeconds
                + " s");
      }
      return add(new Store(Kind.CELL, metres, diagram));
    }

    /**
     * @return its store
     */
    public int exit() {
      return add(new Store(Kind.EXIT, 1, UNUSED));
    }

    /**
     * @param share of what leaves {@code from}, above 0
     */
    public Builder turn(int from, int to, double share) {
      if (!(share > 0)
          || stores.get(from).kind == Kind.EXIT
          || stores.get(to).kind == Kind.ORIGIN) {
        throw new IllegalArgumentException(
            "There is no turn from " + from + " to " + to + " with a share of " + share);
      }
      turns.add(new Turn(from, to, share));
      return this;
    }

    /**
     * @throws IllegalArgumentException if the shares of a store's turns do not add up to 1
     */
    public CellTransmissionModel build() {
      for (int s = 0; s < stores.size(); s++) {
        int store = s;
        double sum = turns.stream().filter(t -> t.from == store).mapToDouble(Turn::share).sum();
        if (stores.get(s).kind != Kind.EXIT && Math.abs(sum - 1) > 1e-9) {
          throw new IllegalArgumentException(
              "The turns out of store " + s + " add up to " + sum + ", not 1");
        }
      }
      return new CellTransmissionModel(this);
    }

    private int add(Store store) {
      stores.add(store);
      return stores.size() - 1;
    }
  }
}
