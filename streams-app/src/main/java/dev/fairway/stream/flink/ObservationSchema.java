package dev.fairway.stream.flink;

import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Observation;
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
  void fill(IncomingObservation read, Observation message) {
    read.network = message.getNetwork();
    read.subject = message.getSite();
    read.heartbeat = message.getHeartbeat();
    if (!message.getSource().isEmpty()) {
      read.source = message.getSource();
      read.line = message.getLine();
    }
    // A map has no order; the copies of one reading must look the same.
    TreeMap<String, Double> values = new TreeMap<>(message.getValuesMap());
    read.channels = values.keySet().toArray(String[]::new);
    read.values = values.values().stream().mapToDouble(Double::doubleValue).toArray();
    if (message.hasTime()) {
      read.time = Times.toInstant(message.getTime()).toEpochMilli();
    } else {
      read.refuse(DeadLetter.Reason.NO_TIME, "an observation of site '" + read.subject + "'");
    }
  }

  @Override
  public TypeInformation<IncomingObservation> getProducedType() {
    return TypeInformation.of(IncomingObservation.class);
  }
}
