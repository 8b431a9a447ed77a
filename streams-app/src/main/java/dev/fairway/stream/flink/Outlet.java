package dev.fairway.stream.flink;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.Headers;
import dev.fairway.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.HeaderProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The exactly-once way out to one topic. */
final class Outlet {

  static void connect(DataStream<Outgoing> stream, Topic topic, JobConfig config) {
    String name = topic.name().toLowerCase(Locale.ROOT);
    stream.sinkTo(sink(topic, name, config)).name("write " + topic.topicName()).uid("sink-" + name);
  }

  private static KafkaSink<Outgoing> sink(Topic topic, String name, JobConfig config) {
    return KafkaSink.<Outgoing>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setTransactionalIdPrefix(config.transactionalIdPrefix() + "-" + name)
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            Long.toString(config.transactionTimeout().toMillis()))
        .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
        .setRecordSerializer(
            // The builder's serializer tells its topic, which POOLING needs to find transactions.
            KafkaRecordSerializationSchema.<Outgoing>builder()
                .setTopic(topic.topicName())
                .setKeySerializationSchema(new Key())
                .setValueSerializationSchema(new Value())
                .setHeaderProvider(new EnvelopeHeaders(config.contentType()))
                .build())
        .build();
  }

  private static final class Key implements SerializationSchema<Outgoing> {
    private static final long serialVersionUID = 1;

    @Override
    public byte[] serialize(Outgoing outgoing) {
      return outgoing.key.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final class Value implements SerializationSchema<Outgoing> {
    private static final long serialVersionUID = 1;

    @Override
    public byte[] serialize(Outgoing outgoing) {
      return outgoing.value;
    }
  }

  private static final class EnvelopeHeaders implements HeaderProvider<Outgoing> {
    private static final long serialVersionUID = 1;

    private final ContentType contentType;

    EnvelopeHeaders(ContentType contentType) {
      this.contentType = contentType;
    }

    @Override
    public org.apache.kafka.common.header.Headers getHeaders(Outgoing outgoing) {
      RecordHeaders headers = new RecordHeaders();
      headers
          .add(Headers.CONTENT_TYPE, contentType.mediaType().getBytes(StandardCharsets.UTF_8))
          .add(Headers.NETWORK, outgoing.network.getBytes(StandardCharsets.UTF_8));
      outgoing.headers.forEach(
          (name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
      return headers;
    }
  }

  private Outlet() {}
}
