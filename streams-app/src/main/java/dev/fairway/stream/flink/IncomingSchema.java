package dev.fairway.stream.flink;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.series.interval.FutureGuard;
import java.time.Instant;
import java.util.Optional;
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
  private transient FutureGuard guard;

  /**
   * @param network whose records are read
   * @param networks all whose records are read from this topic, by some branch
   * @param takesUnowned also read records of networks that no branch reads
   */
  IncomingSchema(String network, Set<String> networks, boolean takesUnowned) {
    this.network = network;
    this.networks = Set.copyOf(networks);
    this.takesUnowned = takesUnowned;
  }

  @Override
  public final void deserialize(ConsumerRecord<byte[], byte[]> consumed, Collector<R> out) {
    Optional<String> header = Envelope.network(consumed).filter(name -> !name.isEmpty());
    if (header.isPresent() && !isMine(header.get())) {
      return;
    }
    R read = empty();
    Optional<String> contentType = Envelope.contentType(consumed);
    read.origin = origin(consumed, contentType);
    header.ifPresent(name -> read.origin.network = name);
    read(consumed, header, contentType, read);
    if (read.origin.source.isEmpty()) {
      read.origin.source = consumed.topic() + "-" + consumed.partition();
      read.origin.line = consumed.offset();
    }
    if (!isMine(read.origin.network)) {
      return;
    }
    if (read.isReadable()) {
      check(read, consumed.timestamp());
    }
    out.collect(read);
  }

  private void read(
      ConsumerRecord<byte[], byte[]> consumed,
      Optional<String> header,
      Optional<String> contentType,
      R read) {
    if (Envelope.isOversized(consumed)) {
      read.refuse(
          DeadLetter.Reason.OVERSIZED,
          "a key of %d and a value of %d bytes; a reading has at most %d"
              .formatted(
                  read.origin.key.length, read.origin.raw.length, Topic.MAXIMUM_READING_BYTES));
      return;
    }
    try {
      if (consumed.value() == null) {
        throw new MalformedRecordException("a record without a value");
      }
      M message = codec().decode(consumed.value(), ContentType.of(contentType.orElse(null)));
      fill(read, message);
      time(read, timeOf(message));
      String said = networkOf(message);
      if (header.isPresent() && !header.get().equals(said)) {
        throw new MalformedRecordException(
            "network is '%s' in the header and '%s' in the record".formatted(header.get(), said));
      }
      read.origin.network = said;
    } catch (MalformedRecordException e) {
      read.refuse(DeadLetter.Reason.MALFORMED, e.getMessage());
    }
  }

  private void time(R read, Optional<Timestamp> said) {
    if (said.isEmpty()) {
      read.refuse(DeadLetter.Reason.NO_TIME, "a record of '" + read.subject + "'");
    } else if (!Times.isValid(said.get())) {
      read.refuse(
          DeadLetter.Reason.OUT_OF_RANGE,
          "time of '%s', %d s since 1970, is no time of the years 1 to 9999"
              .formatted(read.subject, said.get().getSeconds()));
    } else {
      read.origin.time = Times.toInstant(said.get()).toEpochMilli();
      read.origin.timed = true;
    }
  }

  private void check(R read, long arrival) {
    if (!networks.contains(read.origin.network)) {
      read.refuse(
          DeadLetter.Reason.UNKNOWN_NETWORK,
          "network '%s' is not forecast from %s".formatted(read.origin.network, read.origin.topic));
      return;
    }
    if (guard == null) {
      guard = new FutureGuard();
    }
    if (!guard.isPlausible(read.subject, read.origin.time, arrival)) {
      read.refuse(
          DeadLetter.Reason.FUTURE,
          "'%s' is dated %s and came at %s"
              .formatted(
                  read.subject,
                  Instant.ofEpochMilli(read.origin.time),
                  Instant.ofEpochMilli(arrival)));
    }
  }

  private static Origin origin(
      ConsumerRecord<byte[], byte[]> consumed, Optional<String> contentType) {
    Origin origin = new Origin();
    origin.topic = consumed.topic();
    origin.raw = consumed.value() == null ? new byte[0] : consumed.value();
    origin.key = consumed.key() == null ? new byte[0] : consumed.key();
    origin.contentType = contentType.orElse("");
    return origin;
  }

  /** A record of the type with nothing in it. */
  abstract R empty();

  abstract RecordCodec<M> codec();

  abstract String networkOf(M message);

  /** Event time; empty where the message has none. */
  abstract Optional<Timestamp> timeOf(M message);

  /** Copies what else the message says. */
  abstract void fill(R read, M message);

  private boolean isMine(String candidate) {
    return candidate.equals(network) || (takesUnowned && !networks.contains(candidate));
  }
}
