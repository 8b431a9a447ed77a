package dev.fairway.ingest.ais;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a source gave. */
record Events(List<Position> positions, List<DeadLetter> deadLetters) {

  static Events of(Source source) throws IOException {
    List<Position> positions = new ArrayList<>();
    List<DeadLetter> deadLetters = new ArrayList<>();
    for (Optional<SourceEvent> next = source.next(); next.isPresent(); next = source.next()) {
      if (next.get() instanceof SourceEvent.Sighted sighted) {
        positions.add(sighted.position());
      } else if (next.get() instanceof SourceEvent.Refused refused) {
        deadLetters.add(refused.deadLetter());
      } else {
        throw new AssertionError("An AIS source gave " + next.get());
      }
    }
    return new Events(positions, deadLetters);
  }

  List<DeadLetter.Reason> reasons() {
    return deadLetters.stream().map(DeadLetter::getReason).toList();
  }
}
