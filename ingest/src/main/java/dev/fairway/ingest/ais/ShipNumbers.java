package dev.fairway.ingest.ais;

import dev.fairway.contract.v1.DeadLetter.Reason;

/** MMSI of ships: nine digits of which the first three are a country (ITU-R M.585). */
final class ShipNumbers {

  private static final long FIRST = 201_000_000;
  private static final long LAST = 775_999_999;

  /** Base stations, aids to navigation, aircraft, tenders and made-up numbers are no ships. */
  static void require(long mmsi) throws RefusedLineException {
    if (mmsi < FIRST || mmsi > LAST) {
      throw new RefusedLineException(
          Reason.NOT_A_VESSEL, "MMSI " + mmsi + " is not from " + FIRST + " to " + LAST);
    }
  }

  static String text(long mmsi) {
    return Long.toString(mmsi);
  }

  private ShipNumbers() {}
}
