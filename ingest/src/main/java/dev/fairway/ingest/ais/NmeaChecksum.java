package dev.fairway.ingest.ais;

import java.util.HexFormat;

/**
 * NMEA 0183: exclusive or of all characters between the start character and the asterisk, as two
 * hex digits.
 */
final class NmeaChecksum {

  static String of(String body) {
    return HexFormat.of().withUpperCase().toHexDigits((byte) sum(body));
  }

  /** Whether two hex digits, of either case, are the checksum of the body. */
  static boolean matches(String body, String hexDigits) {
    return hexDigits.length() == 2
        && HexFormat.isHexDigit(hexDigits.charAt(0))
        && HexFormat.isHexDigit(hexDigits.charAt(1))
        && HexFormat.fromHexDigits(hexDigits) == sum(body);
  }

  private static int sum(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum ^= body.charAt(i);
    }
    return sum & 0xff;
  }

  private NmeaChecksum() {}
}
