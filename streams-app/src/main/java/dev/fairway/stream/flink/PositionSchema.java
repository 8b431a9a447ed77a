package dev.fairway.stream.flink;

import com.google.protobuf.Timestamp;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.v1.Position;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Vessel positions on one network. */
final class PositionSchema extends IncomingSchema<Position, IncomingPosition> {

  private static final long serialVersionUID = 1;
  private static final RecordCodec<Position> CODEC =
      new RecordCodec<>(Position.getDefaultInstance());

  PositionSchema(String network, Set<String> networks, boolean takesUnowned) {
    super(network, networks, takesUnowned);
  }

  @Override
  IncomingPosition empty() {
    return new IncomingPosition();
  }

  @Override
  RecordCodec<Position> codec() {
    return CODEC;
  }

  @Override
  String networkOf(Position message) {
    return message.getNetwork();
  }

  @Override
  Optional<Timestamp> timeOf(Position message) {
    return message.hasTime() ? Optional.of(message.getTime()) : Optional.empty();
  }

  @Override
  void fill(IncomingPosition read, Position message) {
    read.subject = message.getVessel();
    read.heartbeat = message.getHeartbeat();
    read.origin.source = message.getSource();
    read.origin.line = message.getLine();
    read.latitude = message.getLatitude();
    read.longitude = message.getLongitude();
    read.speed = message.hasSpeed() ? message.getSpeed() : Double.NaN;
  }

  @Override
  public TypeInformation<IncomingPosition> getProducedType() {
    return TypeInformation.of(IncomingPosition.class);
  }
}
