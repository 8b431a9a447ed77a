package dev.fairway.stream.flink;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Headers;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** A dead letter within the job. */
public final class Refused {

  static final OutputTag<Refused> TAG =
      new OutputTag<>("refused", TypeInformation.of(Refused.class));

  /** Texts may come from the record: what is longer is cut. */
  static final int LONGEST_TEXT = 1_000;

  public Origin origin = new Origin();

  /** Whether the record was refused as a whole. */
  public boolean whole;

  /** Name of the {@link DeadLetter.Reason}. */
  public String reason = "";

  public String detail = "";

  /**
   * Of a late one: the site or cell whose interval was closed; empty where it was not found out.
   */
  public String lateSite = "";

  /** Of a late one: start of that interval, Unix ms. */
  public long lateInterval;

  /** Of a late one: event time since it was closed, ms. */
  public long lateBy;

  boolean isLate() {
    return reason.equals(DeadLetter.Reason.LATE.name());
  }

  /** Record headers that tell what a late one would have changed. */
  Map<String, String> lateHeaders() {
    Map<String, String> headers = new TreeMap<>();
    if (!lateSite.isEmpty()) {
      headers.put(Headers.LATE_SITE, lateSite);
    }
    headers.put(Headers.LATE_INTERVAL, Instant.ofEpochMilli(lateInterval).toString());
    headers.put(Headers.LATE_BY, Duration.ofMillis(lateBy).toString());
    return headers;
  }

  DeadLetter toDeadLetter() {
    DeadLetter.Builder letter =
        DeadLetter.newBuilder()
            .setNetwork(cut(origin.network))
            .setSource(cut(origin.source))
            .setLine(origin.line)
            .setReason(DeadLetter.Reason.valueOf(reason))
            .setDetail(cut(detail))
            .setRaw(cut(origin.raw));
    if (letter.getRaw().size() < origin.raw.length) {
      letter.setRawLength(origin.raw.length);
    }
    if (whole) {
      letter
          .setRecordTopic(origin.topic)
          .setRecordKey(cut(origin.key))
          .setRecordContentType(cut(origin.contentType));
    }
    if (origin.timed) {
      letter.setTime(Times.toTimestamp(Instant.ofEpochMilli(origin.time)));
    }
    return letter.build();
  }

  private static ByteString cut(byte[] bytes) {
    return ByteString.copyFrom(bytes, 0, Math.min(bytes.length, Topic.MAXIMUM_READING_BYTES));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 3) + "...";
  }
}
