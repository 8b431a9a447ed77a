package dev.fairway.cli.letters;

import dev.fairway.contract.v1.DeadLetter;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which letters are meant.
 *
 * @param reasons empty: all
 * @param since when they were refused, this time included
 * @param until this time excluded
 */
public record LetterFilter(
    Optional<String> network,
    Set<DeadLetter.Reason> reasons,
    Optional<Instant> since,
    Optional<Instant> until) {

  public LetterFilter {
    reasons = Set.copyOf(reasons);
  }

  boolean accepts(FoundLetter found) {
    return network.map(found.letter().getNetwork()::equals).orElse(true)
        && (reasons.isEmpty() || reasons.contains(found.letter().getReason()))
        && since.map(from -> !found.refusedAt().isBefore(from)).orElse(true)
        && until.map(to -> found.refusedAt().isBefore(to)).orElse(true);
  }
}
