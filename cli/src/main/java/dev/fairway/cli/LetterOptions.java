package dev.fairway.cli;

import dev.fairway.cli.letters.LetterFilter;
import dev.fairway.contract.v1.DeadLetter;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class LetterOptions {

  @Option(names = "--network", paramLabel = "ID", description = "Of this network only.")
  private String network;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      split = ",",
      description =
          "Refused for this reason only; may be given again. One of ${COMPLETION-CANDIDATES}.")
  private Set<DeadLetter.Reason> reasons = Set.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Refused then or later, as 2026-03-01T08:00:00Z.")
  private Instant since;

  @Option(names = "--until", paramLabel = "TIME", description = "Refused before.")
  private Instant until;

  LetterFilter filter() {
    return new LetterFilter(
        Optional.ofNullable(network),
        reasons,
        Optional.ofNullable(since),
        Optional.ofNullable(until));
  }
}
