package dev.fairway.ingest.simulate.waterway;

/** One vessel on its way through the fairway. */
final class Vessel {

  final VesselClass vesselClass;

  /** +1 from sea to port, -1 back. */
  final int direction;

  /** m/s, in open water. */
  final double cruisingSpeed;

  /** Metres from the sea at which it leaves the simulation. */
  final double goal;

  /** Metres to starboard of the middle line. */
  final double starboard;

  /** Nine digits. */
  String mmsi = "";

  /** Metres from the sea. */
  double metres;

  /** m/s, now. */
  double speed;

  boolean inNarrows;

  /** Has been let into the narrows, or need not ask. */
  boolean mayPass;

  /** Seconds since 1970 at which it reports next. */
  double nextReport;

  Vessel(
      VesselClass vesselClass,
      int direction,
      double cruisingSpeed,
      double start,
      double goal,
      double starboard) {
    this.vesselClass = vesselClass;
    this.direction = direction;
    this.cruisingSpeed = cruisingSpeed;
    this.metres = start;
    this.goal = goal;
    this.starboard = starboard;
    this.speed = cruisingSpeed;
    this.mayPass = !vesselClass.keepsToTurn();
  }

  /** How far it still is from a point; negative once it has passed. */
  double to(double point) {
    return direction * (point - metres);
  }

  boolean hasArrived() {
    return to(goal) <= 0;
  }
}
