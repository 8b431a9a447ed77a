package dev.fairway.stream.flink;

import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.v1.ModelEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models topic, of which only promoted forecasters matter here. */
final class PromotedModelSchema implements KafkaRecordDeserializationSchema<PromotedModel> {

  private static final Logger LOG = LoggerFactory.getLogger(PromotedModelSchema.class);
  private static final long serialVersionUID = 1;
  private static final RecordCodec<ModelEvent> CODEC =
      new RecordCodec<>(ModelEvent.getDefaultInstance());

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> consumed, Collector<PromotedModel> out) {
    if (consumed.value() == null) {
      return;
    }
    try {
      ModelEvent event = Envelope.open(consumed, CODEC);
      if (event.getRole() == ModelEvent.Role.FORECASTER
          && event.getStatus() == ModelEvent.Status.PROMOTED) {
        PromotedModel promoted = new PromotedModel();
        promoted.network = event.getNetwork();
        promoted.model = event.getModel();
        promoted.bundle = event.getBundle();
        promoted.takesRepresentation = !event.hasEncoder() || !event.getEncoder().isEmpty();
        out.collect(promoted);
      }
    } catch (MalformedRecordException e) {
      LOG.warn(
          "{}-{}@{}: passed over, {}",
          consumed.topic(),
          consumed.partition(),
          consumed.offset(),
          e.getMessage());
    }
  }

  @Override
  public TypeInformation<PromotedModel> getProducedType() {
    return TypeInformation.of(PromotedModel.class);
  }
}
