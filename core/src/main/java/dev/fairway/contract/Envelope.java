package dev.fairway.contract;

import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** A record with the key and the headers that every record on Fairway's topics has. */
public final class Envelope {

  public static <T extends Message> ProducerRecord<byte[], byte[]> wrap(
      Topic topic, String key, String network, T message, ContentType type) {
    return wrap(topic, null, key.getBytes(StandardCharsets.UTF_8), network, message, type);
  }

  /** A record that has no key: it is meant for whoever reads the partition. */
  public static <T extends Message> ProducerRecord<byte[], byte[]> wrap(
      Topic topic, int partition, String network, T message, ContentType type) {
    return wrap(topic, partition, null, network, message, type);
  }

  private static <T extends Message> ProducerRecord<byte[], byte[]> wrap(
      Topic topic, Integer partition, byte[] key, String network, T message, ContentType type) {
    ProducerRecord<byte[], byte[]> wrapped =
        new ProducerRecord<>(
            topic.topicName(), partition, key, new RecordCodec<>(message).encode(message, type));
    wrapped.headers().add(Headers.CONTENT_TYPE, type.mediaType().getBytes(StandardCharsets.UTF_8));
    wrapped.headers().add(Headers.NETWORK, network.getBytes(StandardCharsets.UTF_8));
    return wrapped;
  }

  /** Id of the network that the record belongs to; empty where the producer did not say. */
  public static Optional<String> network(ConsumerRecord<?, ?> found) {
    return header(found.headers(), Headers.NETWORK);
  }

  /** Whether a record of a reading or position is longer than any that is read. */
  public static boolean isOversized(ConsumerRecord<byte[], byte[]> found) {
    int key = found.key() == null ? 0 : found.key().length;
    int value = found.value() == null ? 0 : found.value().length;
    return (long) key + value > Topic.MAXIMUM_READING_BYTES;
  }

  /** Media type that the producer gave; empty where it did not say. */
  public static Optional<String> contentType(ConsumerRecord<?, ?> found) {
    return header(found.headers(), Headers.CONTENT_TYPE);
  }

  /**
   * @throws MalformedRecordException if the record is in neither form
   */
  public static <T extends Message> T open(ConsumerRecord<?, byte[]> found, RecordCodec<T> codec)
      throws MalformedRecordException {
    return open(found.headers(), found.value(), codec);
  }

  /**
   * @throws MalformedRecordException if the record is in neither form
   */
  public static <T extends Message> T open(
      org.apache.kafka.common.header.Headers headers, byte[] value, RecordCodec<T> codec)
      throws MalformedRecordException {
    return codec.decode(value, ContentType.of(header(headers, Headers.CONTENT_TYPE).orElse(null)));
  }

  private static Optional<String> header(
      org.apache.kafka.common.header.Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  private Envelope() {}
}
