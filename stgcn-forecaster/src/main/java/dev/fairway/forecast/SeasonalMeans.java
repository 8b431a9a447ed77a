package dev.fairway.forecast;

import dev.fairway.series.Calendar;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is usual at a time of the week: the mean of every site and channel in slots of about {@value
 * #SLOT_MINUTES} minutes of a weekday, a Saturday or a Sunday, between which it goes on straight
 * lines. Few observations are drawn towards the site's mean, and a site's towards its channel's.
 *
 * <p>It is fitted once, to the training part, and belongs to the model.
 */
final class SeasonalMeans {

  private static final int SLOT_MINUTES = 15;
  private static final int DAY_KINDS = 3;

  /** A slot is drawn towards the site's mean as if that had been seen so often. */
  private static final double SLOT_PRIOR = 3;

  private static final double SITE_PRIOR = 20;

  private static final String NAME = "means";

  private final MeasuredNetwork measured;
  private final int slotSeconds;
  private final int slots;
  private final int channels;
  private final int sites;

  /** [day kind, slot, C, N], packed, in the channels' units. */
  private final float[] means;

  private SeasonalMeans(MeasuredNetwork measured, float[] means) {
    this.measured = measured;
    this.slotSeconds = slotSeconds(measured);
    this.slots = (int) Duration.ofDays(1).toSeconds() / slotSeconds;
    this.channels = measured.channels().size();
    this.sites = measured.network().size();
    this.means = means;
    if (means.length != DAY_KINDS * slots * channels * sites) {
      throw new IllegalArgumentException(
          "%d seasonal means for %d day kinds x %d slots x %d channels x %d sites"
              .formatted(means.length, DAY_KINDS, slots, channels, sites));
    }
  }

  /** The longest slot of whole intervals that divides a day and is no longer than 15 minutes. */
  private static int slotSeconds(MeasuredNetwork measured) {
    int interval = (int) measured.interval().toSeconds();
    int day = (int) Duration.ofDays(1).toSeconds();
    int most = Math.max(1, (int) Duration.ofMinutes(SLOT_MINUTES).toSeconds() / interval);
    while (day % (most * interval) != 0) {
      most--;
    }
    return most * interval;
  }

  static SeasonalMeans fit(TrafficSeries training) {
    MeasuredNetwork measured = training.measured();
    int channels = measured.channels().size();
    int plane = channels * measured.network().size();
    int slots = (int) Duration.ofDays(1).toSeconds() / slotSeconds(measured);
    SeasonalMeans fitted = new SeasonalMeans(measured, new float[DAY_KINDS * slots * plane]);
    int[] counts = new int[fitted.means.length];
    double[] siteSums = new double[plane];
    int[] siteCounts = new int[plane];
    for (int step = 0; step < training.steps(); step++) {
      int from = fitted.slotAt(training.time(step)) * plane;
      for (int channel = 0; channel < channels; channel++) {
        for (int site = 0; site < training.sites(); site++) {
          if (training.isObserved(step, site, channel)) {
            int cell = channel * training.sites() + site;
            float value = training.value(step, site, channel);
            counts[from + cell]++;
            fitted.means[from + cell] += (value - fitted.means[from + cell]) / counts[from + cell];
            siteSums[cell] += value;
            siteCounts[cell]++;
          }
        }
      }
    }
    fitted.shrink(counts, siteSums, siteCounts);
    return fitted;
  }

  private void shrink(int[] counts, double[] siteSums, int[] siteCounts) {
    int plane = channels * sites;
    for (int channel = 0; channel < channels; channel++) {
      double sum = 0;
      long count = 0;
      for (int cell = channel * sites; cell < (channel + 1) * sites; cell++) {
        sum += siteSums[cell];
        count += siteCounts[cell];
      }
      double ofChannel = count == 0 ? 0 : sum / count;
      for (int cell = channel * sites; cell < (channel + 1) * sites; cell++) {
        double ofSite = (siteSums[cell] + SITE_PRIOR * ofChannel) / (siteCounts[cell] + SITE_PRIOR);
        for (int at = cell; at < means.length; at += plane) {
          means[at] =
              (float) ((counts[at] * means[at] + SLOT_PRIOR * ofSite) / (counts[at] + SLOT_PRIOR));
        }
      }
    }
  }

  /** Day kind and slot in one number. */
  private int slotAt(Instant time) {
    return dayKind(time) * slots + secondOfDay(time) / slotSeconds;
  }

  private int secondOfDay(Instant time) {
    return time.atZone(measured.zone()).toLocalTime().toSecondOfDay();
  }

  private int dayKind(Instant time) {
    return Math.max(0, Calendar.of(measured).weekday(time) - 4);
  }

  /**
   * What is usual in consecutive intervals.
   *
   * @param start of the first
   * @return {@code [C, steps, N]}, packed, in the channels' units
   */
  float[] at(Instant start, int steps) {
    float[] usual = new float[channels * steps * sites];
    for (int step = 0; step < steps; step++) {
      Instant time = start.plus(measured.interval().multipliedBy(step));
      // Intervals and slots stand for their middles.
      double place =
          (secondOfDay(time) + measured.interval().toSeconds() / 2.0) / slotSeconds - 0.5;
      int before = (int) Math.floor(place);
      float share = (float) (place - before);
      int kind = dayKind(time) * slots;
      int from = (kind + Math.floorMod(before, slots)) * channels * sites;
      int to = (kind + Math.floorMod(before + 1, slots)) * channels * sites;
      for (int channel = 0; channel < channels; channel++) {
        int target = (channel * steps + step) * sites;
        int row = channel * sites;
        for (int site = 0; site < sites; site++) {
          usual[target + site] =
              (1 - share) * means[from + row + site] + share * means[to + row + site];
        }
      }
    }
    return usual;
  }

  Map<String, HostTensor> tensors() {
    return Map.of(
        NAME,
        new HostTensor(new long[] {(long) DAY_KINDS * slots, channels, sites}, means.clone()));
  }

  /**
   * @throws IllegalArgumentException if they are not those of such a network
   */
  static SeasonalMeans of(MeasuredNetwork measured, Map<String, HostTensor> tensors) {
    HostTensor means = tensors.get(NAME);
    if (means == null) {
      throw new IllegalArgumentException("The seasonal means lack the tensor " + NAME);
    }
    long[] shape = {
      means.shape().length == 3 ? means.shape()[0] : -1,
      measured.channels().size(),
      measured.network().size()
    };
    if (!Arrays.equals(shape, means.shape())) {
      throw new IllegalArgumentException(
          "The seasonal means have the shape " + Arrays.toString(means.shape()));
    }
    return new SeasonalMeans(measured, means.values());
  }

  /** The tensors of the same means for a network that has changed. */
  static Map<String, HostTensor> carried(Map<String, HostTensor> tensors, SiteMatch match) {
    Map<String, HostTensor> carried = new TreeMap<>(tensors);
    carried.computeIfPresent(NAME, (name, means) -> match.carried(means));
    return carried;
  }
}
