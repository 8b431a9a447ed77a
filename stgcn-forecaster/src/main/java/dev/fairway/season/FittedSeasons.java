package dev.fairway.season;

import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Seasonal means as their own training has to see them: without the day that is looked at.
 *
 * <p>A mean of few days holds a good part of each of them. A network that is trained on it would
 * learn to trust it more than it deserves, as on new days it holds nothing of them (the
 * leave-one-out argument of cross-validation). Days that were not fitted to are told the means as
 * they are.
 *
 * <p>A slot of few observations is drawn towards what the times around it say, these towards the
 * same times of other days, these towards the site's mean, and a site's towards its channel's:
 * where one reading in ten arrives a slot by itself is mostly chance, and of a kind of day that was
 * never seen, or only on the day that is left out, other days know more than a mean over day and
 * night.
 */
public final class FittedSeasons implements Seasons {

  /** A slot is drawn towards the times around it as if these had been seen there so often. */
  private static final double SLOT_PRIOR = 10;

  /** The times around a slot are drawn towards the same times of days of all kinds likewise. */
  private static final double KIND_PRIOR = 1;

  /** These are drawn towards the site's mean. */
  private static final double AROUND_PRIOR = 1;

  private static final double SITE_PRIOR = 20;

  /** Deviation of the bell by which the times around a slot count less the further they are. */
  private static final double AROUND_SECONDS = 30 * 60;

  /** Bells end here, in deviations. */
  private static final double BELL_END = 2;

  private final TrafficSeries training;
  private final SeasonalMeans means;
  private final SlotSums sums;

  /** [C, N]. */
  private final double[] siteMeans;

  /** Weights of a slot and those after it. */
  private final double[] bell;

  private FittedSeasons(TrafficSeries training) {
    MeasuredNetwork measured = training.measured();
    int slotSeconds = SeasonalMeans.slotSeconds(measured);
    int slots = (int) Duration.ofDays(1).toSeconds() / slotSeconds;
    int plane = measured.channels().size() * measured.network().size();
    float[] all = new float[SeasonalMeans.DAY_KINDS * slots * plane];
    this.training = training;
    this.means = new SeasonalMeans(measured, all);
    this.sums = new SlotSums(SeasonalMeans.DAY_KINDS * slots, plane);
    for (int step = 0; step < training.steps(); step++) {
      sums.add(training, step, means.slotAt(training.time(step)));
    }
    this.siteMeans = sums.siteMeans(training.sites(), SITE_PRIOR);
    this.bell =
        IntStream.range(0, Math.min(slots / 2, (int) (BELL_END * AROUND_SECONDS / slotSeconds) + 1))
            .mapToDouble(i -> Math.exp(-0.5 * Math.pow(i * slotSeconds / AROUND_SECONDS, 2)))
            .toArray();
    for (int kind = 0; kind < SeasonalMeans.DAY_KINDS; kind++) {
      for (int slot = 0; slot < slots; slot++) {
        float[] row = row(kind, slot, slots, Map.of());
        System.arraycopy(row, 0, all, (kind * slots + slot) * plane, plane);
      }
    }
  }

  public static FittedSeasons fit(TrafficSeries training) {
    return new FittedSeasons(training);
  }

  /** As they belong to the model, of all days. */
  public SeasonalMeans means() {
    return means;
  }

  @Override
  public float[] at(Instant start, int steps) {
    Map<LocalDate, Map<Integer, Optional<SlotSums>>> days = new HashMap<>();
    Map<LocalDate, Map<Integer, SeasonalMeans.Row>> known = new HashMap<>();
    return means.at(
        start,
        steps,
        (time, slot) ->
            known
                .computeIfAbsent(dateOf(time), date -> new HashMap<>())
                .computeIfAbsent(
                    slot,
                    s ->
                        withoutDay(
                            time, s, days.computeIfAbsent(dateOf(time), d -> new HashMap<>()))));
  }

  private LocalDate dateOf(Instant time) {
    return time.atZone(training.measured().zone()).toLocalDate();
  }

  /**
   * What is usual in a slot but for what the day of the time gave to it, and to those around it.
   *
   * @param gave what the day gave, by slot
   */
  private SeasonalMeans.Row withoutDay(
      Instant time, int slot, Map<Integer, Optional<SlotSums>> gave) {
    int slots =
        (int) Duration.ofDays(1).toSeconds() / SeasonalMeans.slotSeconds(training.measured());
    Map<Integer, SlotSums> less = new HashMap<>();
    for (int i = 1 - bell.length; i < bell.length; i++) {
      int around = Math.floorMod(slot + i, slots);
      gave.computeIfAbsent(around, s -> ofDay(time, s)).ifPresent(its -> less.put(around, its));
    }
    return less.isEmpty()
        ? means.row(time, slot)
        : new SeasonalMeans.Row(row(means.slotAt(time) / slots, slot, slots, less), 0);
  }

  /** What the day of a time gave to a slot; empty if it is no day of the training. */
  private Optional<SlotSums> ofDay(Instant time, int slot) {
    int slotSeconds = SeasonalMeans.slotSeconds(training.measured());
    Duration interval = training.measured().interval();
    Instant begin =
        dateOf(time)
            .atStartOfDay(training.measured().zone())
            .plusSeconds((long) slot * slotSeconds)
            .toInstant();
    // Not Duration.dividedBy, which counts in BigDecimal: this is asked for every window.
    long first = Duration.between(training.start(), begin).toMillis() / interval.toMillis();
    long end = Math.min(training.steps(), first + slotSeconds / interval.toSeconds());
    if (first >= training.steps() || end <= 0) {
      return Optional.empty();
    }
    SlotSums gave = new SlotSums(1, siteMeans.length);
    for (long step = Math.max(0, first); step < end; step++) {
      gave.add(training, (int) step, 0);
    }
    return Optional.of(gave);
  }

  /**
   * @param less what is left out, by slot of the day
   * @return {@code [C, N]}
   */
  private float[] row(int kind, int slot, int slots, Map<Integer, SlotSums> less) {
    double[] around = new double[siteMeans.length];
    double[] weights = new double[siteMeans.length];
    double[] anyDay = new double[siteMeans.length];
    double[] anyWeights = new double[siteMeans.length];
    for (int i = 1 - bell.length; i < bell.length; i++) {
      int other = Math.floorMod(slot + i, slots);
      double weight = bell[Math.abs(i)];
      sums.weigh(kind * slots + other, weight, around, weights);
      for (int any = 0; any < SeasonalMeans.DAY_KINDS; any++) {
        sums.weigh(any * slots + other, weight, anyDay, anyWeights);
      }
      if (less.containsKey(other)) {
        less.get(other).weigh(0, -weight, around, weights);
        less.get(other).weigh(0, -weight, anyDay, anyWeights);
      }
    }
    double[] own = new double[siteMeans.length];
    double[] count = new double[siteMeans.length];
    sums.weigh(kind * slots + slot, 1, own, count);
    if (less.containsKey(slot)) {
      less.get(slot).weigh(0, -1, own, count);
    }
    float[] row = new float[siteMeans.length];
    for (int cell = 0; cell < row.length; cell++) {
      double ofAnyDay =
          (anyDay[cell] + AROUND_PRIOR * siteMeans[cell]) / (anyWeights[cell] + AROUND_PRIOR);
      double drawn = (around[cell] + KIND_PRIOR * ofAnyDay) / (weights[cell] + KIND_PRIOR);
      row[cell] = (float) ((own[cell] + SLOT_PRIOR * drawn) / (count[cell] + SLOT_PRIOR));
    }
    return row;
  }
}
