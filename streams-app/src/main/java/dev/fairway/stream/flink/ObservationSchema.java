package dev.fairway.stream.flink;

import com.google.protobuf.Timestamp;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.v1.Observation;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Observations of one network. */
final class ObservationSchema extends IncomingSchema<Observation, IncomingObservation> {

  private static final long serialVersionUID = 1;
  private static final RecordCodec<Observation> CODEC =
      new RecordCodec<>(Observation.getDefaultInstance());

  ObservationSchema(String network, Set<String> networks, boolean takesUnowned) {
    super(network, networks, takesUnowned);
  }

  @Override
  IncomingObservation empty() {
    return new IncomingObservation();
  }

  @Override
  RecordCodec<Observation> codec() {
    return CODEC;
  }

  @Override
  String networkOf(Observation message) {
    return message.getNetwork();
  }

  @Override
  Optional<Timestamp> timeOf(Observation message) {
    return message.hasTime() ? Optional.of(message.getTime()) : Optional.empty();
  }

  @Override
  void fill(IncomingObservation read, Observation message) {
    read.subject = message.getSite();
    read.heartbeat = message.getHeartbeat();
    if (!message.getSource().isEmpty()) {
      read.origin.source = message.getSource();
      read.origin.line = message.getLine();
    }
    // A map has no order; the copies of one reading must look the same.
    TreeMap<String, Double> values = new TreeMap<>(message.getValuesMap());
    read.channels = values.keySet().toArray(String[]::new);
    read.values = values.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public TypeInformation<IncomingObservation> getProducedType() {
    return TypeInformation.of(IncomingObservation.class);
  }
}
