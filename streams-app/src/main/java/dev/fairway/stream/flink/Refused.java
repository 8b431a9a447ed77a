package dev.fairway.stream.flink;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** A dead letter within the job. */
public final class Refused {

  static final OutputTag<Refused> TAG =
      new OutputTag<>("refused", TypeInformation.of(Refused.class));

  public String network = "";
  public String source = "";
  public long line;
  public byte[] raw = {};

  /** Topic of the record that was refused as a whole; empty if none was. */
  public String recordTopic = "";

  /** Name of the {@link DeadLetter.Reason}. */
  public String reason = "";

  public String detail = "";

  /** Event time, Unix ms. */
  public long time;

  /** Whether the event time is known. */
  public boolean timed;

  DeadLetter toDeadLetter() {
    DeadLetter.Builder letter =
        DeadLetter.newBuilder()
            .setNetwork(network)
            .setSource(source)
            .setLine(line)
            .setRaw(ByteString.copyFrom(raw))
            .setReason(DeadLetter.Reason.valueOf(reason))
            .setDetail(detail)
            .setRecordTopic(recordTopic);
    if (timed) {
      letter.setTime(Times.toTimestamp(Instant.ofEpochMilli(time)));
    }
    return letter.build();
  }
}
