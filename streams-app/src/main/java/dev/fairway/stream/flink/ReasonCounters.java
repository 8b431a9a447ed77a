package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** How many records were refused, by reason. */
final class ReasonCounters {

  private final Map<DeadLetter.Reason, Counter> counters = new EnumMap<>(DeadLetter.Reason.class);

  ReasonCounters(MetricGroup metrics) {
    for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
      if (reason != DeadLetter.Reason.UNRECOGNIZED) {
        counters.put(reason, metrics.addGroup("reason", reason.name()).counter("dead_letters"));
      }
    }
  }

  void count(String reason) {
    counters.get(DeadLetter.Reason.valueOf(reason)).inc();
  }
}
