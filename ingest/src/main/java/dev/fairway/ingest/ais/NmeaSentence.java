package dev.fairway.ingest.ais;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An NMEA 0183 sentence whose checksum is right.
 *
 * @param text from the start character to the checksum
 * @param fields the first one begins with the start character; the checksum is none
 * @param suffixes fields that the feed has appended after the checksum
 */
record NmeaSentence(String text, List<String> fields, List<String> suffixes) {

  private static final Pattern AIS = Pattern.compile("!..VD[MO]");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final int CHECKSUM_LENGTH = 2;

  /**
   * @param text begins with {@code !} or {@code $}
   */
  static NmeaSentence parse(String text) throws RefusedLineException {
    int asterisk = text.indexOf('*');
    if (asterisk < 0 || asterisk + CHECKSUM_LENGTH >= text.length()) {
      throw RefusedLineException.malformed("a sentence without checksum");
    }
    String body = text.substring(1, asterisk);
    int end = asterisk + 1 + CHECKSUM_LENGTH;
    String digits = text.substring(asterisk + 1, end);
    if (!NmeaChecksum.matches(body, digits)) {
      throw RefusedLineException.checksum("sentence", digits, NmeaChecksum.of(body));
    }
    String rest = text.substring(end);
    if (!rest.isEmpty() && rest.charAt(0) != ',') {
      throw RefusedLineException.malformed("'" + rest + "' after the checksum");
    }
    return new NmeaSentence(
        text.substring(0, end),
        List.of(COMMA.split(text.substring(0, asterisk), -1)),
        rest.isEmpty() ? List.of() : List.of(COMMA.split(rest.substring(1), -1)));
  }

  String head() {
    return fields.get(0);
  }

  boolean isAis() {
    return AIS.matcher(head()).matches();
  }

  /** One of the numbers that an AIS sentence begins or ends with. */
  int digit(int field, String what, int from, int to) throws RefusedLineException {
    String text = fields.get(field);
    if (text.length() == 1 && text.charAt(0) >= '0' + from && text.charAt(0) <= '0' + to) {
      return text.charAt(0) - '0';
    }
    throw RefusedLineException.malformed(
        what + " '" + text + "' is not from " + from + " to " + to);
  }
}
