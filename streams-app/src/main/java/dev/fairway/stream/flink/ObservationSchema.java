package dev.fairway.stream.flink;

import com.google.protobuf.Timestamp;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.v1.Observation;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    read.origin.source = message.getSource();
    read.origin.line = message.getLine();
    Map<String, Double> values = message.getValuesMap();
    read.channels = values.keySet().toArray(String[]::new);
    // A map has no order; the copies of one reading must look the same.
    Arrays.sort(read.channels);
    read.values = new double[read.channels.length];
    Arrays.setAll(read.values, c -> values.get(read.channels[c]));
  }

  @Override
  public TypeInformation<IncomingObservation> getProducedType() {
    return TypeInformation.of(IncomingObservation.class);
  }
}
