package dev.fairway.contract;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Instant;

/** Protobuf's time and Java's. */
public final class Times {

  public static Timestamp toTimestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** Whether a time lies in the years 1 to 9999, and its nanoseconds within a second. */
  public static boolean isValid(Timestamp timestamp) {
    return Timestamps.isValid(timestamp);
  }

  /** Of a valid time. */
  public static Instant toInstant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private Times() {}
}
