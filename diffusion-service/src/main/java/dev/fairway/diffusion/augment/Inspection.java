package dev.fairway.diffusion.augment;

import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at drawn windows one by one, and keeps count of what it finds. */
final class Inspection {

  private final Physics physics;
  private final LeakageAudit audit;
  private final Map<Rejection, Integer> rejected = new EnumMap<>(Rejection.class);
  private final List<Double> distances = new ArrayList<>();
  private int candidates;

  Inspection(Physics physics, LeakageAudit audit) {
    this.physics = physics;
    this.audit = audit;
    for (Rejection rejection : Rejection.values()) {
      rejected.put(rejection, 0);
    }
  }

  /** The window as it may be taken; empty if it must not be. */
  Optional<TrafficWindow> pass(TrafficWindow drawn) {
    candidates++;
    TrafficWindow window = physics.rounded(drawn);
    Optional<Rejection> rejection = physics.refuse(window).or(() -> audited(window));
    rejection.ifPresent(reason -> rejected.merge(reason, 1, Integer::sum));
    return rejection.isEmpty() ? Optional.of(window) : Optional.empty();
  }

  /** Only what can be is compared: nonsense is far from everything, and would look original. */
  private Optional<Rejection> audited(TrafficWindow window) {
    double distance = audit.distance(window);
    distances.add(distance);
    return audit.isCopy(distance) ? Optional.of(Rejection.NEAR_DUPLICATE) : Optional.empty();
  }

  /** Windows that were looked at. */
  int candidates() {
    return candidates;
  }

  /** How many were rejected for each reason. */
  Map<Rejection, Integer> rejected() {
    return new EnumMap<>(rejected);
  }

  PhysicsReport physics() {
    return PhysicsReport.of(physics);
  }

  AuditReport audit() {
    int copies = rejected.getOrDefault(Rejection.NEAR_DUPLICATE, 0);
    return new AuditReport(
        audit.threshold(),
        DistanceSpread.of(audit.heldOut()),
        DistanceSpread.of(Ranked.of(distances.stream().mapToDouble(distance -> distance))),
        distances.isEmpty() ? 0 : copies / (double) distances.size());
  }
}
