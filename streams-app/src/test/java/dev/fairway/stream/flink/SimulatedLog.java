package dev.fairway.stream.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a feed writes of a road with three sites, in memory: sites lie in one partition each,
 * heartbeats in all. Some readings are missing, some come twice, and now and then all is silent for
 * longer than a window.
 */
final class SimulatedLog {

  private static final int PARTITIONS = 2;
  private static final int INTERVALS = 40;
  private static final String[] SITES = {"a", "b", "c"};

  /**
   * @param time Unix ms
   * @param reading empty: a heartbeat
   */
  record Entry(long time, Optional<Reading> reading) {}

  private final List<List<Entry>> partitions = new ArrayList<>();

  SimulatedLog(RandomGenerator random) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.add(new ArrayList<>());
    }
    int silence = random.nextInt(INTERVALS / 2);
    int silent = random.nextInt(20);
    for (int interval = 0; interval < INTERVALS; interval++) {
      heartbeat(interval);
      if (interval < silence || interval >= silence + silent) {
        readings(interval, random);
      }
    }
    heartbeat(INTERVALS);
  }

  private void heartbeat(int interval) {
    partitions.forEach(
        partition -> partition.add(new Entry(Networks.at(5.0 * interval), Optional.empty())));
  }

  private void readings(int interval, RandomGenerator random) {
    for (int site = 0; site < SITES.length; site++) {
      for (int minute = 0; minute < 5; minute += 2) {
        int copies = random.nextInt(10) == 0 ? 2 : random.nextInt(5) == 0 ? 0 : 1;
        Reading reading =
            Networks.reading(
                SITES[site],
                5.0 * interval + minute,
                random.nextInt(1000),
                random.nextInt(4) == 0 ? Double.NaN : random.nextInt(1, 30));
        for (int copy = 0; copy < copies; copy++) {
          partitions.get(site % PARTITIONS).add(new Entry(reading.time, Optional.of(reading)));
        }
      }
    }
  }

  /** Where the feed's clock is at the end, Unix ms. */
  long end() {
    return Networks.at(5.0 * INTERVALS);
  }

  int partitions() {
    return PARTITIONS;
  }

  int size(int partition) {
    return partitions.get(partition).size();
  }

  Entry get(int partition, int position) {
    return partitions.get(partition).get(position);
  }
}
