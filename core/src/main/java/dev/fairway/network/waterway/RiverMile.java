package dev.fairway.network.waterway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;

/**
 * A mile marker of a river.
 *
 * @param river for people
 * @param mile as counted on that river, statute miles
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record RiverMile(String river, double mile, double latitude, double longitude) {

  /** What the file abbreviates or misspells, as far as rivers that are long. */
  private static final Map<String, String> SPELLED_OUT =
      Map.ofEntries(
          Map.entry("MISSISSIPPI-LO", "Mississippi River"),
          Map.entry("MISSISSIPPI-UP", "Upper Mississippi River"),
          Map.entry("GIWW-WEST", "Gulf Intracoastal Waterway West"),
          Map.entry("GIWW-EAST", "Gulf Intracoastal Waterway East"),
          Map.entry("IWW-ALT", "Intracoastal Waterway Alternate Route"),
          Map.entry("HOUMA NAVIGTION CANAL", "Houma Navigation Canal"),
          Map.entry("OHIO", "Ohio River"),
          Map.entry("MISSOURI", "Missouri River"),
          Map.entry("TENNESSEE", "Tennessee River"),
          Map.entry("ATCHAFALAY", "Atchafalaya River"),
          Map.entry("MONONGAHEL", "Monongahela River"),
          Map.entry("TENN-TOMBI", "Tennessee-Tombigbee Waterway"));

  /** As in "Mississippi River mile 95". */
  public String name() {
    return river + " mile " + (mile == Math.rint(mile) ? Long.toString((long) mile) : mile);
  }

  /** Those of {@code USACE_River_Mile_Markers.csv} that lie in a box; x is the longitude. */
  public static List<RiverMile> read(Path file, Envelope box) throws IOException {
    List<RiverMile> miles = new ArrayList<>();
    for (WaterwayTable.Row row : WaterwayTable.read(file)) {
      double longitude = row.number("X");
      double latitude = row.number("Y");
      if (box.contains(longitude, latitude)) {
        String river = row.text("RIVER_NAME");
        miles.add(
            new RiverMile(
                SPELLED_OUT.getOrDefault(river, WaterwayTable.capitalised(river)),
                row.number("MILE"),
                latitude,
                longitude));
      }
    }
    return miles;
  }
}
