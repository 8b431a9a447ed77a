package dev.fairway.cli.chaos;

import java.time.Duration;
import java.util.List;

/**
 * What became of a fault.
 *
 * @param times it struck
 * @param recoveries from a strike to the first new result, of those that were given the time
 * @param missed strikes after which no new result came in time
 * @param lost records that had not been missing before it
 * @param doubled likewise
 * @param wrong likewise
 */
record FaultRow(
    String fault,
    int times,
    List<Duration> recoveries,
    int missed,
    long lost,
    long doubled,
    long wrong) {

  FaultRow {
    recoveries = List.copyOf(recoveries);
  }

  boolean isSurvived() {
    return missed == 0 && lost == 0 && doubled == 0 && wrong == 0;
  }
}
