package dev.fairway.stream.flink;

import dev.fairway.contract.ContentType;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Refused records to the dead-letter topic, counted by their reason. */
final class DeadLetterWriter extends RichMapFunction<Refused, Outgoing> {

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
  public Outgoing map(Refused refused) {
    counters.count(refused.reason);
    return Outgoing.of(refused.source, refused.network, refused.toDeadLetter(), contentType);
  }
}
