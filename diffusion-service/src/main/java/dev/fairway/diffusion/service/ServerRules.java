package dev.fairway.diffusion.service;

import dev.fairway.safety.AddressRules;
import dev.fairway.safety.Finding;
import dev.fairway.safety.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** With which settings the service would break its word to callers, or be open to all. */
public final class ServerRules {

  /**
   * @param workers batches that are computed at a time
   * @param longestEnd after which a process that is told to stop ends, drained or not
   */
  public static Findings of(ServerSettings settings, int workers, Duration longestEnd) {
    List<Finding> findings = new ArrayList<>(AddressRules.of("--host", settings.host()));
    if (settings.drain().compareTo(longestEnd) >= 0) {
      findings.add(
          Finding.refusal(
              "--drain",
              settings.drain(),
              "a process that is told to stop ends after %s, and what was accepted would not be answered"
                  .formatted(longestEnd),
              "less than that"));
    }
    if (settings.together().requests() < workers) {
      findings.add(
          Finding.warning(
              "--together",
              settings.together().requests(),
              "of %d workers some never have anything to compute".formatted(workers),
              "at least %d, or fewer --workers".formatted(workers)));
    }
    return new Findings(findings);
  }

  private ServerRules() {}
}
