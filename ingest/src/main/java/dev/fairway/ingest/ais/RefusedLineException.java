package dev.fairway.ingest.ais;

import dev.fairway.contract.v1.DeadLetter.Reason;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Why a line is refused. It never leaves the package: it ends as a dead letter. */
final class RefusedLineException extends Exception {

  private final Reason reason;

  RefusedLineException(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  static RefusedLineException malformed(String detail) {
    return new RefusedLineException(Reason.MALFORMED, detail);
  }

  static RefusedLineException checksum(String what, String said, String computed) {
    return new RefusedLineException(
        Reason.CHECKSUM, what + " checksum '" + said + "' should be " + computed);
  }

  static void requireShort(String line) throws RefusedLineException {
    if (line.length() > CappedLines.LONGEST) {
      throw new RefusedLineException(
          Reason.OVERSIZED,
          "a line of more than " + CappedLines.LONGEST + " characters; its beginning is kept");
    }
  }

  /** Nobody measured before 1970, and what is dated after 2199 is no measurement. */
  static Instant requireTime(String what, LocalDateTime time, ZoneId zone)
      throws RefusedLineException {
    if (time.getYear() < 1970 || time.getYear() >= 2200) {
      throw new RefusedLineException(
          Reason.OUT_OF_RANGE, what + " " + time + " is not in the years 1970 to 2199");
    }
    return time.atZone(zone).toInstant();
  }

  Reason reason() {
    return reason;
  }
}
