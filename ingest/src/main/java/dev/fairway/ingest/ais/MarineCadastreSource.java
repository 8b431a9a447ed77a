package dev.fairway.ingest.ais;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Vessel positions as MarineCadastre (NOAA, BOEM) publishes those of the US Coast Guard: CSV with
 * the columns MMSI, BaseDateTime (UTC), LAT, LON, SOG (knots), COG, Heading and VesselType; others
 * are not looked at. Rows that come twice are given twice.
 */
public final class MarineCadastreSource extends CsvPositionSource {

  private static final List<String> COLUMNS =
      List.of("MMSI", "BaseDateTime", "LAT", "LON", "SOG", "COG", "Heading", "VesselType");
  private static final double LARGEST_SHIP_TYPE = 99;

  /**
   * @param file plain, or compressed where its name ends in {@code .gz}
   * @throws IOException if it cannot be read or lacks a column
   */
  public MarineCadastreSource(String network, Path file) throws IOException {
    super(network, file, COLUMNS);
  }

  @Override
  Position.Builder position(CsvRow row) throws RefusedLineException {
    long mmsi = row.whole("MMSI");
    ShipNumbers.require(mmsi);
    double latitude = row.number("LAT");
    double longitude = row.number("LON");
    Places.require(latitude, longitude);
    Position.Builder position =
        Position.newBuilder()
            .setVessel(ShipNumbers.text(mmsi))
            .setTime(Times.toTimestamp(time(row.text("BaseDateTime"))))
            .setLatitude(latitude)
            .setLongitude(longitude);
    AisUnits.speed(row.numberOrNothing("SOG")).ifPresent(position::setSpeed);
    AisUnits.direction(row.numberOrNothing("COG")).ifPresent(position::setCourse);
    AisUnits.direction(row.numberOrNothing("Heading")).ifPresent(position::setHeading);
    double shipType = row.numberOrNothing("VesselType");
    if (shipType >= 1 && shipType <= LARGEST_SHIP_TYPE) {
      position.setVesselType((int) shipType);
    }
    return position;
  }

  private static Instant time(String text) throws RefusedLineException {
    try {
      return RefusedLineException.requireTime(
          "BaseDateTime", LocalDateTime.parse(text), ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw RefusedLineException.malformed("BaseDateTime '" + text + "' is no date and time");
    }
  }
}
