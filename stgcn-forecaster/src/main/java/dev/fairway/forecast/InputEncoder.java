package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.season.Seasons;
import dev.fairway.series.Calendar;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.TensorScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns windows into what the network sees: the same code in training and serving. */
final class InputEncoder {

  private static final int WEEKDAYS = 7;

  private final MeasuredNetwork measured;
  private final ForecasterConfig config;
  private final StandardScaler scaler;
  private final Optional<? extends Seasons> seasons;
  private final Calendar calendar;
  private final int[] targets;
  private final int channels;
  private final int sites;
  private final int features;

  /**
   * @param seasons there if the configuration knows seasons
   * @param features size of the encoder's features, 0 if there are none
   */
  InputEncoder(
      MeasuredNetwork measured,
      ForecasterConfig config,
      StandardScaler scaler,
      Optional<? extends Seasons> seasons,
      int features) {
    if (seasons.isPresent() != config.knowsSeasons()) {
      throw new IllegalArgumentException(
          "The configuration says seasons: "
              + config.knowsSeasons()
              + ", but seasonal means are "
              + (seasons.isPresent() ? "there" : "missing"));
    }
    this.measured = measured;
    this.config = config;
    this.scaler = scaler;
    this.seasons = seasons;
    this.calendar = Calendar.of(measured);
    this.targets = measured.forecastChannels();
    this.channels = measured.channels().size();
    this.sites = measured.network().size();
    this.features = features;
  }

  /** Channels of the network's window: values; marks; what was usual. */
  int inputs() {
    return channels * (1 + (config.missingMarks() ? 1 : 0) + (config.knowsSeasons() ? 1 : 0));
  }

  /** Tensors of the scope for a batch of windows, of the graph's sites. */
  StgcnInput encode(TensorScope scope, List<ForecastInput> batch, NetworkGraph graph) {
    int size = batch.size();
    int steps = config.inputSteps();
    int n = graph.size();
    float[] window = new float[size * inputs() * steps * n];
    float[] last = new float[size * targets.length * n];
    float[] usualNow = new float[seasons.isPresent() ? last.length : 0];
    float[] usual = new float[usualNow.length * config.horizon()];
    float[] timeOfDay = new float[size * calendar.slotsPerDay()];
    float[] weekday = new float[size * WEEKDAYS];
    float[] extra = new float[size * features * n];
    for (int b = 0; b < size; b++) {
      ForecastInput input = batch.get(b);
      require(input);
      int from = b * inputs() * steps * n;
      float[] scaled = scaler.transform(input.filled());
      graph.copyRows(scaled, 0, channels * steps, sites, window, from);
      from += channels * steps * n;
      putLast(scaled, graph, last, b);
      if (config.missingMarks()) {
        float[] marks = marks(input.observed());
        graph.copyRows(marks, 0, channels * steps, sites, window, from);
        from += channels * steps * n;
      }
      if (seasons.isPresent()) {
        Instant start = input.observed().start();
        float[] then = scaler.transform(seasons.get().at(start, steps));
        graph.copyRows(then, 0, channels * steps, sites, window, from);
        putLast(then, graph, usualNow, b);
        float[] ahead =
            scaler.transform(seasons.get().at(input.observed().end(), config.horizon()));
        int rows = config.horizon();
        for (int f = 0; f < targets.length; f++) {
          int to = (b * targets.length + f) * rows * n;
          graph.copyRows(ahead, targets[f] * rows * sites, rows, sites, usual, to);
        }
      }
      Instant issued = input.observed().end();
      timeOfDay[b * calendar.slotsPerDay() + calendar.slotOfDay(issued)] = 1;
      weekday[b * WEEKDAYS + calendar.weekday(issued)] = 1;
      putFeatures(input, graph, extra, b * features * n);
    }
    long[] now = {size, targets.length, 1, n};
    return new StgcnInput(
        scope.tensor(window, size, inputs(), steps, n),
        scope.tensor(last, now),
        seasons.map(s -> scope.tensor(usualNow, now)),
        seasons.map(s -> scope.tensor(usual, size, targets.length, config.horizon(), n)),
        scope.tensor(timeOfDay, size, calendar.slotsPerDay()),
        scope.tensor(weekday, size, WEEKDAYS),
        features == 0
            ? Optional.<NDArray>empty()
            : Optional.of(scope.tensor(extra, size, features, 1, n)),
        graph);
  }

  /** Channels that are forecast. */
  int[] targets() {
    return targets;
  }

  /**
   * What an attack may make of a window.
   *
   * @param radius in the channels' standard deviations
   * @param attacked for each site whether it is
   */
  Reach reach(ForecastInput input, double radius, boolean[] attacked) {
    require(input);
    return Reach.of(input, scaler, measured.channels(), radius, attacked);
  }

  /**
   * What came after.
   *
   * @param values {@code [B, F, H, n]}, scaled; meaningless where the mask is 0
   * @param mask {@code [B, F, H, n]}: 1 where observed, and counted by the graph
   */
  record Targets(NDArray values, NDArray mask) {}

  /**
   * @param batch all channels of the intervals after the windows, as many as one pass forecasts or
   *     more
   */
  Targets targets(TensorScope scope, List<TrafficWindow> batch, NetworkGraph graph) {
    int rows = config.stepsAtOnce();
    int n = graph.size();
    float[] values = new float[batch.size() * targets.length * rows * n];
    float[] mask = new float[values.length];
    for (int b = 0; b < batch.size(); b++) {
      TrafficWindow window = batch.get(b);
      float[] scaled = scaler.transform(window);
      float[] marks = marks(window);
      for (int f = 0; f < targets.length; f++) {
        int source = window.cell(targets[f], 0, 0);
        int target = (b * targets.length + f) * rows * n;
        graph.copyRows(scaled, source, rows, sites, values, target);
        graph.copyRows(marks, source, rows, sites, mask, target);
      }
    }
    for (int i = 0; i < mask.length; i++) {
      if (i % n >= graph.counted()) {
        mask[i] = 0;
      }
    }
    long[] shape = {batch.size(), targets.length, rows, n};
    return new Targets(scope.tensor(values, shape), scope.tensor(mask, shape));
  }

  private static float[] marks(TrafficWindow window) {
    boolean[] observed = window.observed();
    float[] marks = new float[observed.length];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = observed[i] ? 1 : 0;
    }
    return marks;
  }

  /** The target channels' last step of a packed [C, T, N]. */
  private void putLast(float[] scaled, NetworkGraph graph, float[] last, int b) {
    int steps = config.inputSteps();
    for (int f = 0; f < targets.length; f++) {
      int source = ((targets[f] + 1) * steps - 1) * sites;
      graph.copyRows(scaled, source, 1, sites, last, (b * targets.length + f) * graph.size());
    }
  }

  /** From [N, d] to [d, n]; zeros where there are none, as now and then in training. */
  private void putFeatures(ForecastInput input, NetworkGraph graph, float[] extra, int from) {
    if (features == 0 || input.representation().isEmpty()) {
      return;
    }
    float[] representation = input.representation().get();
    if (representation.length != sites * features) {
      throw new IllegalArgumentException(
          "A representation of "
              + representation.length
              + " numbers for "
              + sites
              + " sites x "
              + features
              + " features");
    }
    for (int i = 0; i < graph.size(); i++) {
      for (int d = 0; d < features; d++) {
        extra[from + d * graph.size() + i] = representation[graph.site(i) * features + d];
      }
    }
  }

  private void require(ForecastInput input) {
    TrafficWindow window = input.observed();
    if (window.channels() != channels
        || window.steps() != config.inputSteps()
        || window.sites() != sites
        || !window.interval().equals(measured.interval())) {
      throw new IllegalArgumentException(
          "Expected a window of %d channels x %d steps of %s x %d sites, got %d x %d of %s x %d"
              .formatted(
                  channels,
                  config.inputSteps(),
                  measured.interval(),
                  sites,
                  window.channels(),
                  window.steps(),
                  window.interval(),
                  window.sites()));
    }
  }
}
