package dev.fairway.series.format;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Where a data set's sites and links come from. Files are relative to the data set's folder. */
public sealed interface NetworkSheet {

  /**
   * A CSV file of from, to, metres.
   *
   * @param order file of site ids in node order, apart by commas, blanks or lines; what the list
   *     says of others is left out
   * @param sites number of sites, where ids are 0, 1, 2... instead
   * @param bothWays whether each row also speaks for the way back
   */
  record Distances(
      String file,
      boolean header,
      Optional<String> order,
      OptionalInt sites,
      boolean bothWays,
      Optional<PositionsSheet> positions)
      implements NetworkSheet {}

  /**
   * A CSV file of numbers, row from, column to, in node order.
   *
   * @param sigma metres; empty: the cells are distances in metres. Else they are weights {@code w =
   *     exp(-(d / sigma)^2)} of distances d, and 0 is no link
   * @param maximumMetres longer links are left out
   * @param positions its first rows are the sites; without it their ids are 0, 1, 2...
   */
  record Matrix(
      String file,
      OptionalDouble sigma,
      OptionalDouble maximumMetres,
      Optional<PositionsSheet> positions)
      implements NetworkSheet {}

  /**
   * A CSV file of road segments with their two ends, by column names. Where one segment ends
   * another that starts there goes on.
   *
   * @param length of the segment, metres
   */
  record Endpoints(String file, String id, String length, End start, End end)
      implements NetworkSheet {

    /**
     * Columns of one end of a segment.
     *
     * @param point the id of the point; segments meet at points
     * @param name for people
     */
    public record End(String point, String name, String latitude, String longitude) {}
  }

  /**
   * The network's record, in its JSON form, as topics and model bundles have it: all that is known
   * of a network, outlines of its sites too.
   */
  record Definition(String file) implements NetworkSheet {}

  /** Each site linked with those nearest to it, by geodesic distance, both ways. */
  record Positions(PositionsSheet positions, int neighbours) implements NetworkSheet {}

  /**
   * Cells of a grid that vessels pass, linked where they pass from one to the next.
   *
   * @param cellDegrees edge of a cell
   * @param minimumPositions cells with fewer are left out
   * @param maximumCells only so many, the busiest
   * @param waterways files of a known waterway network that may name the cells
   */
  record VesselTracks(
      double cellDegrees, int minimumPositions, int maximumCells, List<String> waterways)
      implements NetworkSheet {

    public VesselTracks {
      waterways = List.copyOf(waterways);
    }
  }
}
