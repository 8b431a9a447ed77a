package dev.fairway.cli.audit;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Dead and late letters of whole records, by the bytes of the record. */
final class Letters {

  private final Map<ByteString, Deque<DeadLetter.Reason>> left = new HashMap<>();

  void add(DeadLetter letter) {
    left.computeIfAbsent(letter.getRaw(), raw -> new ArrayDeque<>()).add(letter.getReason());
  }

  /**
   * Why this record was refused, if it was; its letter is then used up: a copy needs its own. Of a
   * record that is too long a letter has the beginning.
   */
  Optional<DeadLetter.Reason> take(byte[] record) {
    ByteString raw =
        ByteString.copyFrom(record, 0, Math.min(record.length, Topic.MAXIMUM_READING_BYTES));
    Deque<DeadLetter.Reason> found = left.get(raw);
    return found == null ? Optional.empty() : Optional.ofNullable(found.poll());
  }

  /** Letters of records that did not go in, or not so often. */
  int left() {
    return left.values().stream().mapToInt(Deque::size).sum();
  }
}
