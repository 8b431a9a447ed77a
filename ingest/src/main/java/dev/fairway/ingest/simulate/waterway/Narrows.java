package dev.fairway.ingest.simulate.waterway;

/**
 * A stretch where vessels cannot meet: one direction at a time, with a headway between vessels that
 * follow each other. The direction changes when the stretch is empty and someone waits at the other
 * end: either no one is left on this side, or this side has had its time.
 */
final class Narrows {

  private static final double LONGEST_TURN_SECONDS = 25 * 60;

  private int direction = 1;
  private int inside;
  private double turnStarted;
  private double free;

  /**
   * Whether a vessel at the entrance may go in now; if so it has been let in.
   *
   * @param now seconds
   * @param othersWait whether a vessel waits at the other end
   */
  boolean letIn(Vessel vessel, double now, boolean othersWait) {
    if (vessel.direction != direction) {
      if (inside > 0) {
        return false;
      }
      direction = vessel.direction;
      turnStarted = now;
    } else if (othersWait && now - turnStarted > LONGEST_TURN_SECONDS) {
      return false;
    }
    if (now < free) {
      return false;
    }
    inside++;
    free = now + vessel.vesselClass.headwaySeconds();
    vessel.inNarrows = true;
    return true;
  }

  void leave(Vessel vessel) {
    if (vessel.inNarrows) {
      vessel.inNarrows = false;
      inside--;
    }
  }

  /** Which way the vessels inside go; 0 if there are none. */
  int direction() {
    return inside == 0 ? 0 : direction;
  }
}
