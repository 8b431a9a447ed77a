package dev.fairway.forecast.baseline;

import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;

/**
 * What is usual: the running mean of every site and channel in every {@linkplain DaySlots slot} of
 * the week.
 *
 * <p>The mean forgets: after {@link #MEMORY} observations of a slot it is an exponential average,
 * so that a road that was rebuilt becomes usual again within about two months of weekdays.
 *
 * <p>A plain object of public arrays, because it is kept as state by a stream processor; change it
 * through {@link #update} alone.
 */
public final class SeasonalProfile {

  /** Observations of a slot after which older ones fade. */
  public static final int MEMORY = 40;

  public int slots;
  public int channels;
  public int sites;

  /** [slot, channel, node], packed, in the channels' units; meaningless where the count is 0. */
  public float[] means = {};

  /** [slot, channel, node], packed: observations that went into the mean, at most MEMORY. */
  public byte[] counts = {};

  /** For the state serializer; use {@link #SeasonalProfile(MeasuredNetwork)}. */
  public SeasonalProfile() {}

  /** A profile that knows nothing yet. */
  public SeasonalProfile(MeasuredNetwork measured) {
    this.slots = DaySlots.of(measured).size();
    this.channels = measured.channels().size();
    this.sites = measured.network().size();
    int cells = Math.multiplyExact(Math.multiplyExact(slots, channels), sites);
    this.means = new float[cells];
    this.counts = new byte[cells];
  }

  /** What was usual in a series. */
  public static SeasonalProfile of(TrafficSeries known) {
    SeasonalProfile profile = new SeasonalProfile(known.measured());
    DaySlots slotOf = DaySlots.of(known.measured());
    for (int step = 0; step < known.steps(); step++) {
      TrafficWindow snapshot = known.window(step, 1);
      profile.update(slotOf.slotOf(snapshot.start()), snapshot.values(), snapshot.observed());
    }
    return profile;
  }

  /**
   * Takes in a snapshot.
   *
   * @param slot the snapshot's slot
   * @param values {@code [C, N]}, packed, in the channels' units
   * @param observed the same shape; other values are not looked at
   */
  public void update(int slot, float[] values, boolean[] observed) {
    if (values.length != channels * sites || observed.length != values.length) {
      throw new IllegalArgumentException(
          "A snapshot of %d x %d has %d cells, not %d values and %d marks"
              .formatted(channels, sites, channels * sites, values.length, observed.length));
    }
    int from = cell(slot, 0, 0);
    for (int i = 0; i < values.length; i++) {
      if (observed[i]) {
        int count = Math.min(counts[from + i] + 1, MEMORY);
        counts[from + i] = (byte) count;
        means[from + i] += (values[i] - means[from + i]) / count;
      }
    }
  }

  /** Whether the slot was ever observed there. */
  public boolean knows(int slot, int channel, int site) {
    return counts[cell(slot, channel, site)] > 0;
  }

  /** Observations that went into the slot's mean, at most {@link #MEMORY}. */
  int count(int slot, int channel, int site) {
    return counts[cell(slot, channel, site)];
  }

  /** The slot's mean, or what the caller has instead if the slot was never observed there. */
  public float meanOr(int slot, int channel, int site, float otherwise) {
    int cell = cell(slot, channel, site);
    return counts[cell] > 0 ? means[cell] : otherwise;
  }

  private int cell(int slot, int channel, int site) {
    if (slot < 0
        || slot >= slots
        || channel < 0
        || channel >= channels
        || site < 0
        || site >= sites) {
      throw new IndexOutOfBoundsException(
          "Cell (%d, %d, %d) of a profile of %d slots x %d channels x %d sites"
              .formatted(slot, channel, site, slots, channels, sites));
    }
    return (slot * channels + channel) * sites + site;
  }
}
