package dev.fairway.stream.flink;

import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Position;
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
  void fill(IncomingPosition read, Position message) {
    read.network = message.getNetwork();
    read.subject = message.getVessel();
    read.heartbeat = message.getHeartbeat();
    if (!message.getSource().isEmpty()) {
      read.source = message.getSource();
      read.line = message.getLine();
    }
    read.latitude = message.getLatitude();
    read.longitude = message.getLongitude();
    read.speed = message.hasSpeed() ? message.getSpeed() : Double.NaN;
    if (message.hasTime()) {
      read.time = Times.toInstant(message.getTime()).toEpochMilli();
    } else {
      read.refuse(DeadLetter.Reason.NO_TIME, "a position of vessel '" + read.subject + "'");
    }
  }

  @Override
  public TypeInformation<IncomingPosition> getProducedType() {
    return TypeInformation.of(IncomingPosition.class);
  }
}
