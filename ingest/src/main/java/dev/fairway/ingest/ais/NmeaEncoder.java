package dev.fairway.ingest.ais;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Position;
import dk.dma.ais.binary.SixbitException;
import dk.dma.ais.message.AisMessage;
import dk.dma.ais.message.AisMessage1;
import dk.dma.ais.message.AisMessage18;
import dk.dma.ais.message.AisMessage24;
import dk.dma.ais.message.AisMessage5;
import dk.dma.ais.message.AisPosition;
import dk.dma.ais.sentence.Vdm;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Positions as an AIS receiver would have written them: AIVDM sentences, the first one of a message
 * with its receive time in a tag block.
 *
 * <p>Sailing and pleasure craft (ship types 36 and 37) speak class B (messages 18 and 24), all
 * others class A (messages 1 and 5). AIS resolves 1/10000 minute, 0.1 kn, 0.1 degrees of course and
 * 1 degree of heading (ITU-R M.1371).
 */
public final class NmeaEncoder {

  private static final Set<Integer> CLASS_B_TYPES = Set.of(36, 37);
  private static final int RATE_OF_TURN_NOT_AVAILABLE = 128;
  private static final int STATUS_NOT_DEFINED = 15;
  private static final int CLASS_A_PART_SEQUENCE = 0;

  /**
   * The position report; one sentence. The ship type is not in it, see {@link #encodeShipType}.
   *
   * @throws IllegalArgumentException if the position is a heartbeat or its vessel is no MMSI
   */
  public List<String> encode(Position p) {
    return sentences(isClassB(p) ? classB(p) : classA(p), Times.toInstant(p.getTime()));
  }

  /**
   * The static report that tells the ship type; empty where the position has none.
   *
   * @throws IllegalArgumentException if the vessel is no MMSI
   */
  public List<String> encodeShipType(Position p) {
    if (!p.hasVesselType()) {
      return List.of();
    }
    return sentences(isClassB(p) ? staticB(p) : staticA(p), Times.toInstant(p.getTime()));
  }

  private static boolean isClassB(Position p) {
    return p.hasVesselType() && CLASS_B_TYPES.contains(p.getVesselType());
  }

  private static AisMessage classA(Position p) {
    AisMessage1 message = new AisMessage1();
    message.setUserId(mmsi(p));
    message.setNavStatus(STATUS_NOT_DEFINED);
    message.setRot(RATE_OF_TURN_NOT_AVAILABLE);
    message.setSog(speed(p));
    message.setPos(place(p));
    message.setCog(course(p));
    message.setTrueHeading(heading(p));
    message.setUtcSec(second(p));
    return message;
  }

  private static AisMessage classB(Position p) {
    AisMessage18 message = new AisMessage18();
    message.setUserId(mmsi(p));
    message.setSog(speed(p));
    message.setPos(place(p));
    message.setCog(course(p));
    message.setTrueHeading(heading(p));
    message.setUtcSec(second(p));
    message.setClassBUnitFlag(1);
    message.setCommStateSelectorFlag(1);
    return message;
  }

  private static AisMessage staticA(Position p) {
    AisMessage5 message = new AisMessage5();
    message.setUserId(mmsi(p));
    message.setShipType(p.getVesselType());
    message.setName("");
    message.setCallsign("");
    message.setDest("");
    return message;
  }

  private static AisMessage staticB(Position p) {
    AisMessage24 message = new AisMessage24();
    message.setUserId(mmsi(p));
    message.setPartNumber(1);
    message.setShipType(p.getVesselType());
    message.setVendorId("");
    message.setCallsign("");
    return message;
  }

  private static int mmsi(Position p) {
    if (p.getHeartbeat() || !p.getVessel().matches("\\d{9}")) {
      throw new IllegalArgumentException(
          "Not an MMSI of nine digits: vessel '" + p.getVessel() + "'");
    }
    return Integer.parseInt(p.getVessel());
  }

  private static AisPosition place(Position p) {
    AisPosition place = new AisPosition();
    place.setLatitude(Math.round(p.getLatitude() * 600_000));
    place.setLongitude(Math.round(p.getLongitude() * 600_000));
    return place;
  }

  private static int speed(Position p) {
    return p.hasSpeed()
        ? (int) Math.min(AisUnits.SPEED_MAXIMUM, Math.round(p.getSpeed() / AisUnits.KNOT * 10))
        : AisUnits.SPEED_NOT_AVAILABLE;
  }

  private static int course(Position p) {
    return p.hasCourse()
        ? (int) (Math.round(p.getCourse() * 10) % 3600)
        : AisUnits.COURSE_NOT_AVAILABLE;
  }

  private static int heading(Position p) {
    return p.hasHeading()
        ? (int) (Math.round(p.getHeading()) % 360)
        : AisUnits.HEADING_NOT_AVAILABLE;
  }

  private static int second(Position p) {
    return Times.toInstant(p.getTime()).atOffset(ZoneOffset.UTC).getSecond();
  }

  private static List<String> sentences(AisMessage message, Instant time) {
    try {
      List<String> lines = new ArrayList<>();
      for (String sentence : Vdm.createSentences(message, CLASS_A_PART_SEQUENCE)) {
        lines.add(lines.isEmpty() ? TagBlock.ofTime(time) + sentence : sentence);
      }
      return lines;
    } catch (SixbitException e) {
      throw new IllegalArgumentException("Message " + message + " does not fit its bits", e);
    }
  }
}
