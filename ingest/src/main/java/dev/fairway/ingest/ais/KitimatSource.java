package dev.fairway.ingest.ais;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * Vessel positions near Kitimat, British Columbia, of 2018: CSV with the columns Local.Time (to the
 * minute), ID (a vessel's number, which is no MMSI), Type (in words), SOG (knots), COG, Latitude
 * and Longitude.
 *
 * <p>In the hour that comes twice in autumn the first one is taken.
 */
public final class KitimatSource extends CsvPositionSource {

  private static final List<String> COLUMNS =
      List.of("Local.Time", "ID", "Type", "SOG", "COG", "Latitude", "Longitude");
  private static final ZoneId ZONE = ZoneId.of("America/Vancouver");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd H:mm");

  /** AIS ship type codes (ITU-R M.1371, table 53) of the words in the file. */
  private static final Map<String, Integer> SHIP_TYPES =
      Map.ofEntries(
          Map.entry("Fishing", 30),
          Map.entry("Towing", 31),
          Map.entry("Towing(200/25)", 32),
          Map.entry("Diving op.", 34),
          Map.entry("Military op.", 35),
          Map.entry("Sailing", 36),
          Map.entry("Pleasure Craft", 37),
          Map.entry("HSC", 40),
          Map.entry("Pilot", 50),
          Map.entry("Search/rescue", 51),
          Map.entry("Tug", 52),
          Map.entry("Port tender", 53),
          Map.entry("Anti-pollution facil./equip.", 54),
          Map.entry("Law enforcement", 55),
          Map.entry("Passenger ship", 60),
          Map.entry("Cargo ship", 70),
          Map.entry("Tanker", 80),
          Map.entry("Other", 90));

  /**
   * @param file plain, or compressed where its name ends in {@code .gz}
   * @throws IOException if it cannot be read or lacks a column
   */
  public KitimatSource(String network, Path file) throws IOException {
    super(network, file, COLUMNS);
  }

  @Override
  Position.Builder position(CsvRow row) throws RefusedLineException {
    String vessel = row.text("ID");
    if (vessel.isEmpty()) {
      throw RefusedLineException.malformed("ID '' is no vessel");
    }
    double latitude = row.number("Latitude");
    double longitude = row.number("Longitude");
    Places.require(latitude, longitude);
    Position.Builder position =
        Position.newBuilder()
            .setVessel(vessel)
            .setTime(Times.toTimestamp(time(row.text("Local.Time"))))
            .setLatitude(latitude)
            .setLongitude(longitude);
    AisUnits.speed(row.numberOrNothing("SOG")).ifPresent(position::setSpeed);
    AisUnits.direction(row.numberOrNothing("COG")).ifPresent(position::setCourse);
    // What follows a colon tells the hazard of the cargo, not the kind of ship.
    Integer shipType = SHIP_TYPES.get(row.text("Type").split(":", 2)[0]);
    if (shipType != null) {
      position.setVesselType(shipType);
    }
    return position;
  }

  private static Instant time(String text) throws RefusedLineException {
    try {
      return RefusedLineException.requireTime("Local.Time", LocalDateTime.parse(text, TIME), ZONE);
    } catch (DateTimeException e) {
      throw RefusedLineException.malformed("Local.Time '" + text + "' is no date and time");
    }
  }
}
