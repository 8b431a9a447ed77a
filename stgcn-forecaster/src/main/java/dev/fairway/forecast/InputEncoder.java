package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.series.Calendar;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.TensorScope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns windows into what the network sees: the same code in training and serving. */
final class InputEncoder {

  private final MeasuredNetwork measured;
  private final StgcnConfig config;
  private final StandardScaler scaler;
  private final Calendar calendar;
  private final int[] targets;
  private final int channels;
  private final int sites;
  private final int features;

  /**
   * @param features size of the encoder's features, 0 if there are none
   */
  InputEncoder(MeasuredNetwork measured, StgcnConfig config, StandardScaler scaler, int features) {
    this.measured = measured;
    this.config = config;
    this.scaler = scaler;
    this.calendar = Calendar.of(measured);
    this.targets = measured.forecastChannels();
    this.channels = measured.channels().size();
    this.sites = measured.network().size();
    this.features = features;
  }

  /** Channels of the network's window: values, marks, time. */
  int inputs() {
    return 2 * channels + (config.timeOfWeek() ? Calendar.FEATURES : 0);
  }

  /** Tensors of the scope for a batch of windows. */
  StgcnInput encode(TensorScope scope, List<ForecastInput> batch) {
    int plane = config.inputSteps() * sites;
    float[] window = new float[batch.size() * inputs() * plane];
    float[] last = new float[batch.size() * targets.length * sites];
    float[] extra = new float[batch.size() * features * sites];
    for (int b = 0; b < batch.size(); b++) {
      ForecastInput input = batch.get(b);
      require(input);
      float[] scaled = scaler.transform(input.filled());
      int from = b * inputs() * plane;
      System.arraycopy(scaled, 0, window, from, scaled.length);
      boolean[] observed = input.observed().observed();
      for (int i = 0; i < observed.length; i++) {
        window[from + scaled.length + i] = observed[i] ? 1 : 0;
      }
      if (config.timeOfWeek()) {
        putTime(input, window, from + 2 * scaled.length);
      }
      for (int f = 0; f < targets.length; f++) {
        int source = (targets[f] + 1) * plane - sites;
        System.arraycopy(scaled, source, last, (b * targets.length + f) * sites, sites);
      }
      putFeatures(input, extra, b * features * sites);
    }
    int size = batch.size();
    return new StgcnInput(
        scope.tensor(window, size, inputs(), config.inputSteps(), sites),
        scope.tensor(last, size, targets.length, 1, sites),
        features == 0
            ? Optional.<NDArray>empty()
            : Optional.of(scope.tensor(extra, size, features, 1, sites)));
  }

  /**
   * What came after.
   *
   * @param values {@code [B, F, H, N]}, scaled; meaningless where the mask is 0
   * @param mask {@code [B, F, H, N]}: 1 where observed
   */
  record Targets(NDArray values, NDArray mask) {}

  /**
   * @param batch all channels of the intervals after the windows
   */
  Targets targets(TensorScope scope, List<TrafficWindow> batch) {
    int plane = config.horizon() * sites;
    int cells = targets.length * plane;
    float[] values = new float[batch.size() * cells];
    float[] mask = new float[values.length];
    for (int b = 0; b < batch.size(); b++) {
      TrafficWindow window = batch.get(b);
      float[] scaled = scaler.transform(window);
      for (int f = 0; f < targets.length; f++) {
        int source = targets[f] * plane;
        int target = b * cells + f * plane;
        System.arraycopy(scaled, source, values, target, plane);
        for (int i = 0; i < plane; i++) {
          mask[target + i] = window.observed()[source + i] ? 1 : 0;
        }
      }
    }
    long[] shape = {batch.size(), targets.length, config.horizon(), sites};
    return new Targets(scope.tensor(values, shape), scope.tensor(mask, shape));
  }

  private void putTime(ForecastInput input, float[] window, int from) {
    float[] time = calendar.features(input.observed().start(), config.inputSteps());
    for (int i = 0; i < time.length; i++) {
      Arrays.fill(window, from + i * sites, from + (i + 1) * sites, time[i]);
    }
  }

  /** From [N, d] to [d, N]; zeros where there are none, as now and then in training. */
  private void putFeatures(ForecastInput input, float[] extra, int from) {
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
    for (int n = 0; n < sites; n++) {
      for (int d = 0; d < features; d++) {
        extra[from + d * sites + n] = representation[n * features + d];
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
