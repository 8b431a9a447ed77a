package dev.fairway.stream.flink;

import com.google.protobuf.Message;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.v1.DeadLetter;
import java.util.Set;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of one network, each once, and never throws: what cannot be read goes on with
 * the reason. Other networks' records are left to their own branches by their header, before they
 * are parsed; those that no branch owns are taken by the one that was told to.
 */
abstract class IncomingSchema<M extends Message, R extends IncomingRecord>
    implements KafkaRecordDeserializationSchema<R> {

  private static final long serialVersionUID = 1;

  private final String network;
  private final Set<String> networks;
  private final boolean takesUnowned;

  /**
   * @param network whose records are read
   * @param networks all that are read by a branch
   * @param takesUnowned also read records of networks that no branch reads
   */
  IncomingSchema(String network, Set<String> networks, boolean takesUnowned) {
    this.network = network;
    this.networks = Set.copyOf(networks);
    this.takesUnowned = takesUnowned;
  }

  @Override
  public final void deserialize(ConsumerRecord<byte[], byte[]> consumed, Collector<R> out) {
    String header = Envelope.network(consumed).orElse("");
    if (!header.isEmpty() && !isMine(header)) {
      return;
    }
    R read = empty();
    read.network = header;
    read.topic = consumed.topic();
    read.source = consumed.topic() + "-" + consumed.partition();
    read.line = consumed.offset();
    read.raw = consumed.value() == null ? new byte[0] : consumed.value();
    try {
      if (consumed.value() == null) {
        throw new MalformedRecordException("a record without a value");
      }
      fill(read, Envelope.open(consumed, codec()));
    } catch (MalformedRecordException e) {
      read.refuse(DeadLetter.Reason.MALFORMED, e.getMessage());
    }
    if (!isMine(read.network)) {
      return;
    }
    if (read.isReadable() && !networks.contains(read.network)) {
      read.refuse(
          DeadLetter.Reason.UNKNOWN_NETWORK, "network '" + read.network + "' is not forecast");
    }
    out.collect(read);
  }

  /** A record of the type with nothing in it. */
  abstract R empty();

  abstract RecordCodec<M> codec();

  /** Copies what the message says. */
  abstract void fill(R read, M message) throws MalformedRecordException;

  private boolean isMine(String candidate) {
    return candidate.equals(network) || (takesUnowned && !networks.contains(candidate));
  }
}
