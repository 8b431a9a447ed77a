package dev.fairway.series.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one value of a fact sheet. */
@FunctionalInterface
interface ValueReader<T> {

  Pattern DURATION_TEXT = Pattern.compile("(\\d{1,6}) (s|min|h)");

  /**
   * @throws IllegalArgumentException if it is not as it must be; the message is the reason
   */
  T read(JsonNode value);

  /** Text, or a number as text: an index is a column's name, too. */
  static String text(JsonNode value) {
    return require(
            value.isValueNode() && !value.asText().isBlank() && !value.isBoolean(),
            value,
            "must be text")
        .asText();
  }

  static boolean flag(JsonNode value) {
    return require(value.isBoolean(), value, "must be true or false").booleanValue();
  }

  static double number(JsonNode value) {
    return require(
            value.isNumber() && Double.isFinite(value.doubleValue()), value, "must be a number")
        .doubleValue();
  }

  static double positive(JsonNode value) {
    return require(value.isNumber() && number(value) > 0, value, "must be a number above 0")
        .doubleValue();
  }

  static int index(JsonNode value) {
    return require(
            value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0,
            value,
            "must be a whole number from 0 on")
        .intValue();
  }

  static int count(JsonNode value) {
    return require(
            value.isIntegralNumber() && value.canConvertToInt() && value.intValue() > 0,
            value,
            "must be a whole number above 0")
        .intValue();
  }

  static List<String> texts(JsonNode value) {
    require(value.isArray() && !value.isEmpty(), value, "must be a list with something in it");
    List<String> texts = new ArrayList<>();
    value.forEach(item -> texts.add(text(item)));
    return texts;
  }

  static Duration duration(JsonNode value) {
    Matcher matcher = DURATION_TEXT.matcher(value.asText());
    require(matcher.matches(), value, "must be a length of time such as 30 s, 5 min or 1 h");
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "min" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  static ZoneId zone(JsonNode value) {
    try {
      return ZoneId.of(value.asText());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time zone such as Europe/Copenhagen or UTC", e);
    }
  }

  static LocalDateTime localTime(JsonNode value) {
    try {
      return LocalDateTime.parse(value.asText());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a local time such as 2012-05-01T00:00", e);
    }
  }

  /** "absent" may be said, and always holds. */
  static MissingValues missing(JsonNode value) {
    List<String> words = texts(value);
    return new MissingValues(
        words.contains("empty"),
        words.contains("NaN"),
        words.stream()
            .filter(word -> !List.of("absent", "empty", "NaN").contains(word))
            .map(ValueReader::missingNumber)
            .collect(Collectors.toSet()));
  }

  private static Double missingNumber(String word) {
    try {
      return Double.parseDouble(word) + 0.0; // -0.0 becomes 0.0
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "must list absent, empty, NaN or numbers, and '" + word + "' is none of them", e);
    }
  }

  /** One of an enum's constants, by what {@code toString} makes of it in lower case. */
  static <E extends Enum<E>> ValueReader<E> choice(Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    return value ->
        constants.stream()
            .filter(constant -> word(constant).equals(value.asText()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "must be one of "
                            + constants.stream()
                                .map(ValueReader::word)
                                .collect(Collectors.joining(", "))));
  }

  private static String word(Enum<?> constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }

  private static JsonNode require(boolean condition, JsonNode value, String reason) {
    if (!condition || value.isNull()) {
      throw new IllegalArgumentException(reason);
    }
    return value;
  }
}
