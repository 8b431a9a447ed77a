package dev.fairway.series.interval;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells readings that are dated later than they came: one detector with a wrong clock must not take
 * the time of a whole network with it.
 *
 * <p>A replay has times of its own. It may run ahead of the wall if it is faster than life, and
 * then its times follow each other. So a time is believed if it is not later than it came, or not
 * later than what was believed before it, by more than an hour.
 *
 * <p>After a start, or a long silence of such a replay, nothing is there to compare with. Then
 * several in a row that agree are believed: of three subjects, or a hundred readings. One that is
 * plausible breaks the row, so that among others a wrong clock is never believed.
 */
public final class FutureGuard {

  /** By which a time may lead. */
  public static final Duration LEAD = Duration.ofHours(1);

  static final int SUBJECTS = 3;
  static final int IN_A_ROW = 100;

  private final long lead = LEAD.toMillis();
  private boolean started;
  private long newest;
  private final Set<String> suspects = new HashSet<>();
  private int row;
  private long suspected;

  /**
   * @param subject whose reading it is: a site, a vessel, or "" for a source that tells its clock
   * @param time that it is dated, Unix ms
   * @param arrival when it came by the wall clock, Unix ms
   */
  public boolean isPlausible(String subject, long time, long arrival) {
    if (time - lead <= arrival || (started && time - lead <= newest)) {
      believe(time);
      return true;
    }
    if (Math.abs(time - suspected) > lead) {
      suspects.clear();
      row = 0;
    }
    suspected = time;
    suspects.add(subject);
    row++;
    if (suspects.size() < SUBJECTS && row < IN_A_ROW) {
      return false;
    }
    believe(time);
    return true;
  }

  private void believe(long time) {
    newest = started ? Math.max(newest, time) : time;
    started = true;
    suspects.clear();
    row = 0;
  }
}
