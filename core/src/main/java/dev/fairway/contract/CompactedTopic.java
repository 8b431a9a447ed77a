package dev.fairway.contract;

import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A compacted topic read as what it is: a table with the newest record of each key. */
public final class CompactedTopic {

  private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);

  /**
   * Reads a topic to its present end, committed records only. A record that cannot be read is
   * logged and left out; a record without a value removes its key.
   *
   * @throws TimeoutException if the broker stays silent for 30 s before the end is reached
   */
  public static <T extends Message> Map<String, T> read(
      String bootstrapServers, Topic topic, RecordCodec<T> codec) {
    if (!topic.isCompacted()) {
      throw new IllegalArgumentException(topic + " is a stream, not a table");
    }
    Map<String, T> newest = new LinkedHashMap<>();
    try (TopicReader reader = TopicReader.committed(bootstrapServers, topic)) {
      reader.forEach(found -> put(newest, found, codec));
    }
    return newest;
  }

  private static <T extends Message> void put(
      Map<String, T> newest, ConsumerRecord<byte[], byte[]> record, RecordCodec<T> codec) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      newest.remove(key);
      return;
    }
    try {
      newest.put(key, Envelope.open(record, codec));
    } catch (MalformedRecordException e) {
      LOG.warn(
          "{}-{}@{}, key {}: left out, {}",
          record.topic(),
          record.partition(),
          record.offset(),
          key,
          e.getMessage());
    }
  }

  private CompactedTopic() {}
}
