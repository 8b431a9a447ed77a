package dev.fairway.stream.flink;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.series.MeasuredNetwork;
import java.io.Serializable;

/** A network on its way to the operators: its definition in bytes, read once where it arrives. */
final class NetworkHandle implements Serializable {

  private static final long serialVersionUID = 1;

  private final byte[] definition;
  private transient MeasuredNetwork measured;

  NetworkHandle(MeasuredNetwork measured) {
    this.measured = measured;
    this.definition = NetworkDefinitions.toDefinition(measured).toByteArray();
  }

  MeasuredNetwork measured() {
    if (measured == null) {
      try {
        measured = NetworkDefinitions.fromDefinition(definition());
      } catch (MalformedRecordException e) {
        throw unreadable(e);
      }
    }
    return measured;
  }

  NetworkDefinition definition() {
    try {
      return NetworkDefinition.parseFrom(definition);
    } catch (InvalidProtocolBufferException e) {
      throw unreadable(e);
    }
  }

  private static IllegalStateException unreadable(Exception e) {
    return new IllegalStateException("A definition that was written cannot be read back", e);
  }

  String id() {
    return measured().network().id();
  }

  long intervalMillis() {
    return measured().interval().toMillis();
  }
}
