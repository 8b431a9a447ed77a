package dev.fairway.ingest.feed;

import static org.awaitility.Awaitility.await;

import dev.fairway.contract.Envelope;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.TopicReader;
import dev.fairway.contract.v1.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;

/** What is on a topic of one network, by now. */
record TopicContents(String bootstrapServers, String network) {

  static final RecordCodec<Observation> OBSERVATION =
      new RecordCodec<>(Observation.getDefaultInstance());

  List<ConsumerRecord<byte[], byte[]>> committed(Topic topic) {
    return read(topic, IsolationLevel.READ_COMMITTED);
  }

  List<ConsumerRecord<byte[], byte[]>> withUncommitted(Topic topic) {
    return read(topic, IsolationLevel.READ_UNCOMMITTED);
  }

  /** The values of the committed readings, which number them, in rising order. */
  List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> found : committed(Topic.OBSERVATIONS)) {
      Observation observation = open(found);
      if (!observation.getHeartbeat()) {
        numbers.add((int) observation.getValuesOrThrow("flow"));
      }
    }
    return numbers.stream().sorted().toList();
  }

  static Observation open(ConsumerRecord<byte[], byte[]> found) {
    try {
      return Envelope.open(found, OBSERVATION);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> read(Topic topic, IsolationLevel isolation) {
    awaitMarkers(topic);
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(bootstrapServers, isolation, topic)) {
      reader.forEach(
          one -> {
            if (Envelope.network(one).equals(Optional.of(network))) {
              found.add(one);
            }
          });
    }
    return found;
  }

  /**
   * A commit returns before its markers are on every partition, and until then readers of committed
   * records do not see it: they are waited for, but not for ever, as a transaction may be open.
   */
  private void awaitMarkers(Topic topic) {
    try {
      await()
          .atMost(Duration.ofSeconds(5))
          .until(
              () ->
                  ends(topic, IsolationLevel.READ_COMMITTED)
                      .equals(ends(topic, IsolationLevel.READ_UNCOMMITTED)));
    } catch (ConditionTimeoutException e) {
      // A transaction is open: what is committed ends before it.
    }
  }

  private Map<TopicPartition, Long> ends(Topic topic, IsolationLevel isolation) {
    try (TopicReader reader = TopicReader.open(bootstrapServers, isolation, topic)) {
      return reader.ends();
    }
  }
}
