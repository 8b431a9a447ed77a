package dev.fairway.stream.flink;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.v1.DeadLetter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Refused records to records of the dead-letter topic, late ones to {@link #LATE}; counted by their
 * reason.
 */
final class DeadLetterWriter extends ProcessFunction<Refused, Outgoing> {

  /** Records of the topic of what came when its interval was closed. */
  static final OutputTag<Outgoing> LATE =
      new OutputTag<>("late", TypeInformation.of(Outgoing.class));

  private static final long serialVersionUID = 1;

  private final ContentType contentType;
  private transient ReasonCounters counters;

  DeadLetterWriter(ContentType contentType) {
    this.contentType = contentType;
  }

  @Override
  public void open(OpenContext context) {
    counters = new ReasonCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Refused refused, Context context, Collector<Outgoing> out) {
    counters.count(refused.reason);
    DeadLetter letter = refused.toDeadLetter();
    Outgoing outgoing = Outgoing.of(letter.getSource(), letter.getNetwork(), letter, contentType);
    if (refused.isLate()) {
      outgoing.headers = refused.lateHeaders();
      context.output(LATE, outgoing);
    } else {
      out.collect(outgoing);
    }
  }
}
