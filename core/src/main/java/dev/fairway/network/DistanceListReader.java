package dev.fairway.network;

import dev.fairway.table.CsvRow;
import dev.fairway.table.CsvTable;
import dev.fairway.table.TableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads links from a CSV list of from, to, distance in metres, as DCRNN ({@code
 * distances_la_2012.csv}) and the PEMS sets ({@code distance.csv}) have it.
 *
 * <p>What the list says of other sites, and of the way from a site to itself, is left out. Of a
 * pair that is listed twice the shorter distance holds. Two sites at one place are {@link
 * #NO_DISTANCE} apart.
 */
public final class DistanceListReader {

  /** A link has a length: what stands for 0 m between two sites, in metres. */
  public static final double NO_DISTANCE = 1;

  private static final Pattern BETWEEN_IDS = Pattern.compile("[,;\\s]+");

  private record Pair(String from, String to) {}

  /**
   * @param siteIds the sites whose links are wanted
   * @param bothWays whether each row also speaks for the way back, unless that is listed itself
   */
  public static List<Link> read(
      Path file, boolean header, Collection<String> siteIds, boolean bothWays) throws IOException {
    Set<String> wanted = new HashSet<>(siteIds);
    Map<Pair, Double> metres = new LinkedHashMap<>();
    try (CsvTable table = CsvTable.open(file, header)) {
      for (Optional<CsvRow> next = table.next(); next.isPresent(); next = table.next()) {
        CsvRow row = next.get();
        String from = row.text(0);
        String to = row.text(1);
        double distance = row.number(2);
        if (distance < 0) {
          throw new TableException(file, row.line(), "distance " + distance + " m is below 0");
        }
        if (!from.equals(to) && wanted.contains(from) && wanted.contains(to)) {
          metres.merge(new Pair(from, to), Math.max(distance, NO_DISTANCE), Math::min);
        }
      }
    }
    if (bothWays) {
      Map.copyOf(metres)
          .forEach((pair, way) -> metres.putIfAbsent(new Pair(pair.to(), pair.from()), way));
    }
    return metres.entrySet().stream()
        .map(entry -> new Link(entry.getKey().from(), entry.getKey().to(), entry.getValue()))
        .toList();
  }

  /** Site ids in node order, apart by commas, semicolons, blanks or lines. */
  public static List<String> readOrder(Path file) throws IOException {
    List<String> ids =
        BETWEEN_IDS.splitAsStream(Files.readString(file)).filter(id -> !id.isEmpty()).toList();
    if (ids.isEmpty()) {
      throw new TableException(file, "lists no site");
    }
    return ids;
  }

  private DistanceListReader() {}
}
