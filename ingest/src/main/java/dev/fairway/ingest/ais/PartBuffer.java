package dev.fairway.ingest.ais;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Puts the sentences of a message together. They belong together by start of the sentence (talker
 * and formatter), sequence number, channel and count, and may come in any order between others.
 *
 * <p>What does not get complete is given up: when there are too many open messages (the oldest
 * goes), when too many lines have come since, or when a part comes a second time, for then a new
 * message has begun under the same number.
 */
final class PartBuffer {

  static final int OPEN_MESSAGES = 64;
  static final int LINES_TO_WAIT = 1_000;

  /** What makes two sentences parts of one message. */
  record Key(String head, String sequence, String channel, int total) {}

  private static final class Parts {
    final long firstLine;
    final NmeaLine.Timed[] parts;

    Parts(long firstLine, int total) {
      this.firstLine = firstLine;
      this.parts = new NmeaLine.Timed[total];
    }

    List<NmeaLine.Timed> present() {
      return Arrays.stream(parts).filter(Objects::nonNull).toList();
    }
  }

  private final Map<Key, Parts> open = new LinkedHashMap<>();
  private final List<NmeaLine.Timed> givenUp = new ArrayList<>();
  private int waiting;

  /**
   * @param number of the part, from 1 to the key's total
   * @return all parts in order if this was the last one missing; else nothing
   */
  List<NmeaLine.Timed> add(Key key, int number, NmeaLine.Timed part) {
    expire(part.line().number());
    Parts parts = open.get(key);
    if (parts != null && parts.parts[number - 1] != null) {
      giveUp(open.remove(key));
      parts = null;
    }
    if (parts == null) {
      if (open.size() == OPEN_MESSAGES) {
        Iterator<Parts> oldest = open.values().iterator();
        giveUp(oldest.next());
        oldest.remove();
      }
      parts = new Parts(part.line().number(), key.total());
      open.put(key, parts);
    }
    parts.parts[number - 1] = part;
    waiting++;
    List<NmeaLine.Timed> present = parts.present();
    if (present.size() < key.total()) {
      return List.of();
    }
    open.remove(key);
    waiting -= present.size();
    return present;
  }

  /** Gives up all that is open. */
  void close() {
    open.values().forEach(this::giveUp);
    open.clear();
  }

  /** Parts that were given up since this was last asked. */
  List<NmeaLine.Timed> takeGivenUp() {
    List<NmeaLine.Timed> taken = List.copyOf(givenUp);
    givenUp.clear();
    return taken;
  }

  int waiting() {
    return waiting;
  }

  /** Messages lie in the order of their first line. */
  private void expire(long line) {
    Iterator<Parts> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      Parts parts = oldest.next();
      if (line - parts.firstLine <= LINES_TO_WAIT) {
        return;
      }
      giveUp(parts);
      oldest.remove();
    }
  }

  private void giveUp(Parts parts) {
    List<NmeaLine.Timed> present = parts.present();
    givenUp.addAll(present);
    waiting -= present.size();
  }
}
