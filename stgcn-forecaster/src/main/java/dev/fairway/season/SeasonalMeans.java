package dev.fairway.season;

import dev.fairway.series.Calendar;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.tensor.HostTensor;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * What is usual at a time of the week: the mean of every site and channel in slots of about {@value
 * #SLOT_MINUTES} minutes of a weekday, a Saturday or a Sunday, between which it goes on straight
 * lines.
 *
 * <p>It is fitted once, to the training part (see {@link FittedSeasons}), and belongs to the model.
 */
public final class SeasonalMeans implements Seasons {

  private static final int SLOT_MINUTES = 15;
  static final int DAY_KINDS = 3;

  /** Of the one tensor, {@code [day kinds x slots, C, N]}. */
  public static final String NAME = "means";

  private final MeasuredNetwork measured;
  private final int slotSeconds;
  private final int slots;
  private final int channels;
  private final int sites;

  /** [day kind, slot, C, N], packed, in the channels' units. */
  private final float[] means;

  SeasonalMeans(MeasuredNetwork measured, float[] means) {
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
  static int slotSeconds(MeasuredNetwork measured) {
    int interval = (int) measured.interval().toSeconds();
    int day = (int) Duration.ofDays(1).toSeconds();
    int most = Math.max(1, (int) Duration.ofMinutes(SLOT_MINUTES).toSeconds() / interval);
    while (day % (most * interval) != 0) {
      most--;
    }
    return most * interval;
  }

  /** Day kind and slot in one number. */
  int slotAt(Instant time) {
    return dayKind(time) * slots + secondOfDay(time) / slotSeconds;
  }

  private int secondOfDay(Instant time) {
    return time.atZone(measured.zone()).toLocalTime().toSecondOfDay();
  }

  private int dayKind(Instant time) {
    return Math.max(0, Calendar.of(measured).weekday(time) - 4);
  }

  @Override
  public float[] at(Instant start, int steps) {
    return at(start, steps, this::row);
  }

  /** The row of a slot on the day of a time: where its {@code [C, N]} begins, and in what. */
  @FunctionalInterface
  interface Rows {
    Row of(Instant time, int slotOfDay);
  }

  /**
   * @param values {@code [C, N]} from a position on
   */
  record Row(float[] values, int from) {}

  Row row(Instant time, int slotOfDay) {
    return new Row(means, (dayKind(time) * slots + slotOfDay) * channels * sites);
  }

  /** As {@link #at(Instant, int)}, of rows that may differ from day to day. */
  float[] at(Instant start, int steps, Rows rows) {
    float[] usual = new float[channels * steps * sites];
    for (int step = 0; step < steps; step++) {
      Instant time = start.plus(measured.interval().multipliedBy(step));
      // Intervals and slots stand for their middles.
      double place =
          (secondOfDay(time) + measured.interval().toSeconds() / 2.0) / slotSeconds - 0.5;
      int slot = (int) Math.floor(place);
      float share = (float) (place - slot);
      Row before = rows.of(time, Math.floorMod(slot, slots));
      Row after = rows.of(time, Math.floorMod(slot + 1, slots));
      for (int channel = 0; channel < channels; channel++) {
        int target = (channel * steps + step) * sites;
        int row = channel * sites;
        for (int site = 0; site < sites; site++) {
          usual[target + site] =
              (1 - share) * before.values()[before.from() + row + site]
                  + share * after.values()[after.from() + row + site];
        }
      }
    }
    return usual;
  }

  public Map<String, HostTensor> tensors() {
    return Map.of(
        NAME,
        new HostTensor(new long[] {(long) DAY_KINDS * slots, channels, sites}, means.clone()));
  }

  /**
   * @throws IllegalArgumentException if they are not those of such a network
   */
  public static SeasonalMeans of(MeasuredNetwork measured, Map<String, HostTensor> tensors) {
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
}
