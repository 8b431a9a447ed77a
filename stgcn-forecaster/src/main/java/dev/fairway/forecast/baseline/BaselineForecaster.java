package dev.fairway.forecast.baseline;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.Prediction;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The forecast that any model must beat. Where the profile knows the target's slot, today's
 * deviation from the usual fades with the horizon:
 *
 * <pre>y(h) = s(h) + 2^(-h * interval / 1 hour) * (x - s(0))</pre>
 *
 * where x is the last value, s(0) what is usual for its slot (s(h) if that is not known) and s(h)
 * what is usual for the target's. Elsewhere y(h) = x. The quantiles are y(h) plus those of past
 * residuals.
 *
 * <p>A view of the profile and the tracker: it changes when they do.
 */
public final class BaselineForecaster implements Forecaster {

  /** Name of the forecast that knows what is usual. */
  public static final String SEASONAL = "seasonal";

  /** Name of the forecast that repeats the last value. */
  public static final String LAST_VALUE = "last-value";

  private static final Duration HALF_LIFE = Duration.ofHours(1);

  private final MeasuredNetwork measured;
  private final DaySlots slots;
  private final SeasonalProfile profile;
  private final QuantileTracker tracker;
  private final int[] targets;

  /**
   * @param tracker of the forecast channels; its steps are the horizon
   */
  public BaselineForecaster(
      MeasuredNetwork measured, SeasonalProfile profile, QuantileTracker tracker) {
    this.measured = measured;
    this.slots = DaySlots.of(measured);
    this.profile = profile;
    this.tracker = tracker;
    this.targets = measured.forecastChannels();
    if (tracker.targets != targets.length || tracker.sites != measured.network().size()) {
      throw new IllegalArgumentException(
          "A tracker of %d targets x %d sites does not fit network %s with %d x %d"
              .formatted(
                  tracker.targets,
                  tracker.sites,
                  measured.network().id(),
                  targets.length,
                  measured.network().size()));
    }
  }

  /**
   * Which of the two it is for a target channel and a site at a time: seasonal as soon as one slot
   * of the horizon is known.
   */
  public String modelOf(Instant issueTime, int target, int site) {
    for (int step = 0; step < tracker.steps; step++) {
      if (profile.knows(slotOf(issueTime, step), targets[target], site)) {
        return SEASONAL;
      }
    }
    return LAST_VALUE;
  }

  /** The better of the two it may be; {@link #modelOf} says which it is for a site. */
  @Override
  public String id() {
    return SEASONAL;
  }

  @Override
  public Optional<String> encoder() {
    return Optional.empty();
  }

  @Override
  public Prediction forecast(ForecastInput input) {
    TrafficWindow window = input.observed();
    int cells = targets.length * tracker.steps * tracker.sites;
    double[] levels = QuantileTracker.levels();
    float[] mean = new float[cells];
    float[] quantiles = new float[levels.length * cells];
    int lastSlot = slotOf(window.end(), -1);
    int cell = 0;
    for (int target = 0; target < targets.length; target++) {
      int channel = targets[target];
      for (int step = 0; step < tracker.steps; step++) {
        int slot = slotOf(window.end(), step);
        double persistence = persistence(step + 1);
        for (int site = 0; site < tracker.sites; site++, cell++) {
          float last = input.filled()[window.cell(channel, window.steps() - 1, site)];
          float usual = profile.meanOr(slot, channel, site, last);
          float usualNow = profile.meanOr(lastSlot, channel, site, usual);
          boolean known = profile.knows(slot, channel, site);
          mean[cell] = known ? (float) (usual + persistence * (last - usualNow)) : last;
          double prior = wander(window, input.filled(), channel, site) * Math.sqrt(step + 1.0);
          for (int level = 0; level < levels.length; level++) {
            quantiles[level * cells + cell] =
                (float) (mean[cell] + tracker.quantile(target, step, site, level, prior));
          }
        }
      }
    }
    return new Prediction(targets.length, tracker.steps, tracker.sites, mean, levels, quantiles);
  }

  @Override
  public void close() {}

  private int slotOf(Instant issueTime, int step) {
    return slots.slotOf(issueTime.plus(measured.interval().multipliedBy(step)));
  }

  private double persistence(int horizon) {
    return Math.pow(
        0.5, horizon * (double) measured.interval().toSeconds() / HALF_LIFE.toSeconds());
  }

  /** Mean absolute change from one interval of the window to the next. */
  private static double wander(TrafficWindow window, float[] filled, int channel, int site) {
    double sum = 0;
    for (int step = 1; step < window.steps(); step++) {
      sum +=
          Math.abs(
              filled[window.cell(channel, step, site)]
                  - filled[window.cell(channel, step - 1, site)]);
    }
    return window.steps() > 1 ? sum / (window.steps() - 1) : 0;
  }
}
