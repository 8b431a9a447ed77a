package dev.fairway.season;

import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * Seasonal means as their own training has to see them: without the day that is looked at.
 *
 * <p>A mean of few days holds a good part of each of them. A network that is trained on it would
 * learn to trust it more than it deserves, as on new days it holds nothing of them (the
 * leave-one-out argument of cross-validation). Days that were not fitted to are told the means as
 * they are.
 *
 * <p>Few observations are drawn towards the site's mean, and a site's towards its channel's.
 */
public final class FittedSeasons implements Seasons {

  /** A slot is drawn towards the site's mean as if that had been seen so often. */
  private static final double SLOT_PRIOR = 3;

  private static final double SITE_PRIOR = 20;

  private final TrafficSeries training;
  private final SeasonalMeans means;

  /** [day kind, slot, C, N]: observations. */
  private final int[] counts;

  private FittedSeasons(TrafficSeries training, SeasonalMeans means, int[] counts) {
    this.training = training;
    this.means = means;
    this.counts = counts;
  }

  public static FittedSeasons fit(TrafficSeries training) {
    MeasuredNetwork measured = training.measured();
    int plane = measured.channels().size() * measured.network().size();
    int slots = (int) Duration.ofDays(1).toSeconds() / SeasonalMeans.slotSeconds(measured);
    float[] means = new float[SeasonalMeans.DAY_KINDS * slots * plane];
    int[] counts = new int[means.length];
    SeasonalMeans fitted = new SeasonalMeans(measured, means);
    double[] siteSums = new double[plane];
    int[] siteCounts = new int[plane];
    for (int step = 0; step < training.steps(); step++) {
      int from = fitted.slotAt(training.time(step)) * plane;
      for (int cell = 0; cell < plane; cell++) {
        int site = cell % training.sites();
        int channel = cell / training.sites();
        if (training.isObserved(step, site, channel)) {
          float value = training.value(step, site, channel);
          counts[from + cell]++;
          means[from + cell] += (value - means[from + cell]) / counts[from + cell];
          siteSums[cell] += value;
          siteCounts[cell]++;
        }
      }
    }
    shrink(means, counts, siteSums, siteCounts, training.sites());
    return new FittedSeasons(training, fitted, counts);
  }

  private static void shrink(
      float[] means, int[] counts, double[] siteSums, int[] siteCounts, int sites) {
    int plane = siteSums.length;
    for (int first = 0; first < plane; first += sites) {
      double sum = 0;
      long count = 0;
      for (int cell = first; cell < first + sites; cell++) {
        sum += siteSums[cell];
        count += siteCounts[cell];
      }
      double ofChannel = count == 0 ? 0 : sum / count;
      for (int cell = first; cell < first + sites; cell++) {
        double ofSite = (siteSums[cell] + SITE_PRIOR * ofChannel) / (siteCounts[cell] + SITE_PRIOR);
        for (int at = cell; at < means.length; at += plane) {
          means[at] =
              (float) ((counts[at] * means[at] + SLOT_PRIOR * ofSite) / (counts[at] + SLOT_PRIOR));
        }
      }
    }
  }

  /** As they belong to the model, of all days. */
  public SeasonalMeans means() {
    return means;
  }

  @Override
  public float[] at(Instant start, int steps) {
    Map<LocalDate, Map<Integer, SeasonalMeans.Row>> known = new HashMap<>();
    return means.at(
        start,
        steps,
        (time, slot) ->
            known
                .computeIfAbsent(dateOf(time), date -> new HashMap<>())
                .computeIfAbsent(slot, s -> withoutDay(time, s)));
  }

  private LocalDate dateOf(Instant time) {
    return time.atZone(training.measured().zone()).toLocalDate();
  }

  /** The slot's row less what the day of the time gave to it. */
  private SeasonalMeans.Row withoutDay(Instant time, int slotOfDay) {
    MeasuredNetwork measured = training.measured();
    SeasonalMeans.Row all = means.row(time, slotOfDay);
    int slotSeconds = SeasonalMeans.slotSeconds(measured);
    Instant begin =
        dateOf(time)
            .atStartOfDay(measured.zone())
            .plusSeconds((long) slotOfDay * slotSeconds)
            .toInstant();
    int plane = training.channels() * training.sites();
    double[] sums = new double[plane];
    int[] seen = new int[plane];
    boolean any = false;
    long first = Duration.between(training.start(), begin).dividedBy(measured.interval());
    int intervals = slotSeconds / (int) measured.interval().toSeconds();
    for (long step = Math.max(0, first); step < first + intervals; step++) {
      if (step < training.steps()) {
        any = true;
        add((int) step, sums, seen);
      }
    }
    return any ? less(all, sums, seen) : all;
  }

  private void add(int step, double[] sums, int[] seen) {
    for (int cell = 0; cell < sums.length; cell++) {
      int site = cell % training.sites();
      int channel = cell / training.sites();
      if (training.isObserved(step, site, channel)) {
        sums[cell] += training.value(step, site, channel);
        seen[cell]++;
      }
    }
  }

  private SeasonalMeans.Row less(SeasonalMeans.Row all, double[] sums, int[] seen) {
    float[] row = new float[sums.length];
    for (int cell = 0; cell < row.length; cell++) {
      double weight = counts[all.from() + cell] + SLOT_PRIOR;
      row[cell] =
          (float) ((weight * all.values()[all.from() + cell] - sums[cell]) / (weight - seen[cell]));
    }
    return new SeasonalMeans.Row(row, 0);
  }
}
