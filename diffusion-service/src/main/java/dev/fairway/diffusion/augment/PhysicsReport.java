package dev.fairway.diffusion.augment;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What windows had to keep to.
 *
 * @param caps by channel, in its unit: the largest value that was accepted
 * @param flowBalance the largest imbalance that was accepted, see {@link FlowBalance}, or why it
 *     was not checked
 */
public record PhysicsReport(Map<String, Double> caps, String flowBalance) {

  static PhysicsReport of(Physics physics) {
    Map<String, Double> caps = new LinkedHashMap<>();
    for (int c = 0; c < physics.caps().size(); c++) {
      caps.put(physics.channels().get(c).name(), physics.caps().get(c));
    }
    return new PhysicsReport(
        caps,
        physics
            .balance()
            .map(flows -> "at most %.3f deviations".formatted(flows.limit()))
            .orElse("not checked: no flows of linked sites are measured"));
  }
}
