package dev.fairway.ingest;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Observation;
import dev.fairway.contract.v1.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * What a source gives: a detector's reading, a vessel's position, or input that it had to refuse.
 */
public sealed interface SourceEvent {

  /** Event time; empty where a refused line has none. */
  Optional<Instant> time();

  record Observed(Observation observation) implements SourceEvent {
    @Override
    public Optional<Instant> time() {
      return Optional.of(Times.toInstant(observation.getTime()));
    }
  }

  record Sighted(Position position) implements SourceEvent {
    @Override
    public Optional<Instant> time() {
      return Optional.of(Times.toInstant(position.getTime()));
    }
  }

  record Refused(DeadLetter deadLetter) implements SourceEvent {
    @Override
    public Optional<Instant> time() {
      return deadLetter.hasTime()
          ? Optional.of(Times.toInstant(deadLetter.getTime()))
          : Optional.empty();
    }
  }
}
