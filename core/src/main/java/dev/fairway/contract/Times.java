package dev.fairway.contract;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Protobuf's time and Java's. */
public final class Times {

  public static Timestamp toTimestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  public static Instant toInstant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private Times() {}
}
