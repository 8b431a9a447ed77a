package dev.fairway.cli.audit;

import com.google.protobuf.ByteString;
import dev.fairway.contract.v1.DeadLetter;
import java.util.HashMap;
import java.util.Map;

/** Dead letters of whole records, by the bytes of the record. */
final class Letters {

  private final Map<ByteString, Integer> left = new HashMap<>();

  void add(DeadLetter letter) {
    left.merge(letter.getRaw(), 1, Integer::sum);
  }

  /** Whether there is a letter of this record, which is then used up: a copy needs its own. */
  boolean take(byte[] record) {
    ByteString raw = ByteString.copyFrom(record);
    Integer found = left.get(raw);
    if (found == null) {
      return false;
    }
    if (found == 1) {
      left.remove(raw);
    } else {
      left.put(raw, found - 1);
    }
    return true;
  }

  /** Letters of records that did not go in, or not so often. */
  int left() {
    return left.values().stream().mapToInt(Integer::intValue).sum();
  }
}
