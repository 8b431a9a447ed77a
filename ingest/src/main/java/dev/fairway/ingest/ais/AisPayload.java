package dev.fairway.ingest.ais;

import dev.fairway.contract.v1.DeadLetter.Reason;
import dk.dma.ais.binary.SixbitException;
import dk.dma.ais.message.AisMessage;
import dk.dma.ais.message.AisMessage19;
import dk.dma.ais.message.AisMessage24;
import dk.dma.ais.message.AisMessage27;
import dk.dma.ais.message.AisMessage5;
import dk.dma.ais.message.AisMessageException;
import dk.dma.ais.message.AisPosition;
import dk.dma.ais.message.IPositionMessage;
import dk.dma.ais.message.IVesselPositionMessage;
import dk.dma.ais.sentence.SentenceException;
import dk.dma.ais.sentence.Vdm;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What an AIS message (ITU-R M.1371) says, as far as it is of use here. */
sealed interface AisPayload {

  int type();

  /**
   * Messages 1, 2, 3, 18, 19 and 27.
   *
   * @param latitude degrees; 91 where not available
   * @param longitude degrees; 181 where not available
   * @param speed m/s
   * @param course degrees
   * @param heading degrees
   * @param shipType of message 19
   */
  record PositionReport(
      int type,
      int mmsi,
      double latitude,
      double longitude,
      OptionalDouble speed,
      OptionalDouble course,
      OptionalDouble heading,
      OptionalInt shipType)
      implements AisPayload {}

  /** Messages 5 and 24; the latter's part A has no ship type. */
  record StaticReport(int type, int mmsi, OptionalInt shipType) implements AisPayload {}

  /** Message 9: a search and rescue aircraft. */
  record AircraftReport(int type) implements AisPayload {}

  /** All other types. */
  record Other(int type) implements AisPayload {}

  /**
   * Decodes a message.
   *
   * @param sentences from the exclamation mark on, in order, checksums checked
   */
  static AisPayload decode(List<String> sentences) throws RefusedLineException {
    try {
      Vdm vdm = new Vdm();
      for (String sentence : sentences) {
        vdm.parse(sentence);
      }
      int type = vdm.getMsgId();
      return switch (type) {
        case 1, 2, 3, 18, 19, 27 -> position(AisMessage.getInstance(vdm));
        case 5, 24 -> statics(AisMessage.getInstance(vdm));
        case 9 -> new AircraftReport(type);
        default -> {
          if (type < 1 || type > 27) {
            throw RefusedLineException.malformed("AIS message type " + type + " does not exist");
          }
          yield new Other(type);
        }
      };
    } catch (SentenceException | SixbitException | AisMessageException | RuntimeException e) {
      // AisLib checks little of what it reads: whatever it throws, it could not make sense of it.
      throw new RefusedLineException(Reason.MALFORMED, "no AIS message: " + e.getMessage());
    }
  }

  private static AisPayload position(AisMessage message) {
    AisPosition place = ((IPositionMessage) message).getPos();
    if (message instanceof AisMessage27 longRange) {
      int knots = longRange.getSog();
      return new PositionReport(
          message.getMsgId(),
          message.getUserId(),
          place.getLatitudeDouble(),
          place.getLongitudeDouble(),
          knots < 63 ? AisUnits.speed(knots) : OptionalDouble.empty(),
          AisUnits.direction(longRange.getCog()),
          OptionalDouble.empty(),
          OptionalInt.empty());
    }
    IVesselPositionMessage vessel = (IVesselPositionMessage) message;
    return new PositionReport(
        message.getMsgId(),
        message.getUserId(),
        place.getLatitudeDouble(),
        place.getLongitudeDouble(),
        AisUnits.speed(vessel.getSog() / 10.0),
        AisUnits.direction(vessel.getCog() / 10.0),
        AisUnits.direction(vessel.getTrueHeading()),
        message instanceof AisMessage19 extended
            ? shipType(extended.getShipType())
            : OptionalInt.empty());
  }

  private static AisPayload statics(AisMessage message) {
    OptionalInt shipType = OptionalInt.empty();
    if (message instanceof AisMessage5 classA) {
      shipType = shipType(classA.getShipType());
    } else if (message instanceof AisMessage24 classB && classB.getPartNumber() == 1) {
      shipType = shipType(classB.getShipType());
    }
    return new StaticReport(message.getMsgId(), message.getUserId(), shipType);
  }

  /** 0 means not available; types end at 99, what is beyond is no ship's. */
  private static OptionalInt shipType(int code) {
    return code >= 1 && code <= 99 ? OptionalInt.of(code) : OptionalInt.empty();
  }
}
