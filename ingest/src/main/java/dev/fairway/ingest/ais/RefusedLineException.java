package dev.fairway.ingest.ais;

import dev.fairway.contract.v1.DeadLetter.Reason;

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

  Reason reason() {
    return reason;
  }
}
