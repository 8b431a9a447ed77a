package dev.fairway.ingest.ais;

import java.util.Map;

/**
 * What became of the lines of an NMEA feed. Every line is counted once: {@code lines} is the sum of
 * all others and of those that wait for the rest of their message.
 *
 * @param positions gave a position (the last line of its message)
 * @param refused became a dead letter
 * @param parts came before the last line of a message in several sentences that got complete
 * @param ignored valid messages without a vessel's position, by AIS message type (1 to 27)
 * @param times proprietary time stamps
 * @param tagBlocks tag blocks without a sentence
 * @param otherSentences sentences that are not AIS
 * @param blank empty lines and comments
 * @param waiting parts of messages that are not complete yet; 0 at the end
 */
public record NmeaTally(
    long lines,
    long positions,
    long refused,
    long parts,
    Map<Integer, Long> ignored,
    long times,
    long tagBlocks,
    long otherSentences,
    long blank,
    long waiting) {

  public NmeaTally {
    ignored = Map.copyOf(ignored);
  }

  /** Sum of all kinds; always {@code lines}. */
  public long accounted() {
    return positions
        + refused
        + parts
        + ignored.values().stream().mapToLong(Long::longValue).sum()
        + times
        + tagBlocks
        + otherSentences
        + blank
        + waiting;
  }
}
