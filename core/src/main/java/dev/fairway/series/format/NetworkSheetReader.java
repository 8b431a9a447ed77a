package dev.fairway.series.format;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the network section of a fact sheet. */
final class NetworkSheetReader {

  private enum From {
    DISTANCES,
    MATRIX,
    ENDPOINTS,
    POSITIONS,
    DEFINITION,
    VESSEL_TRACKS;

    @Override
    public String toString() {
      return name().replace('_', '-');
    }
  }

  static NetworkSheet network(Section section) {
    From from = section.required("from", ValueReader.choice(From.class), null);
    if (from == null) {
      // Without it no other key can be judged.
      return new NetworkSheet.VesselTracks(1, 1, 1, List.of());
    }
    NetworkSheet network =
        switch (from) {
          case DISTANCES -> distances(section);
          case MATRIX -> matrix(section);
          case ENDPOINTS -> endpoints(section);
          case POSITIONS ->
              new NetworkSheet.Positions(
                  positions(section.requiredSection("positions")),
                  section.required("neighbours", ValueReader::count, 1));
          case DEFINITION ->
              new NetworkSheet.Definition(section.required("file", ValueReader::text, "?"));
          case VESSEL_TRACKS ->
              new NetworkSheet.VesselTracks(
                  section.required("cellDegrees", ValueReader::positive, 1.0),
                  section.required("minimumPositions", ValueReader::count, 1),
                  section.required("maximumCells", ValueReader::count, 1),
                  section.optional("waterways", ValueReader::texts).orElse(List.of()));
        };
    section.refuseOthers();
    return network;
  }

  private static NetworkSheet distances(Section section) {
    Optional<String> order = section.optional("order", ValueReader::text);
    Optional<Integer> sites = section.optional("sites", ValueReader::count);
    if (order.isPresent() == sites.isPresent()) {
      section.problem(
          "order", "either order (a file of ids) or sites (their number) must be given");
    }
    return new NetworkSheet.Distances(
        section.required("file", ValueReader::text, "?"),
        section.optional("header", ValueReader::flag).orElse(false),
        order,
        sites.map(OptionalInt::of).orElse(OptionalInt.empty()),
        section.optional("bothWays", ValueReader::flag).orElse(false),
        section.section("positions").map(NetworkSheetReader::positions));
  }

  private static NetworkSheet matrix(Section section) {
    return new NetworkSheet.Matrix(
        section.required("file", ValueReader::text, "?"),
        optionalDouble(section.optional("sigma", ValueReader::positive)),
        optionalDouble(section.optional("maximumMetres", ValueReader::positive)),
        section.section("positions").map(NetworkSheetReader::positions));
  }

  private static NetworkSheet endpoints(Section section) {
    return new NetworkSheet.Endpoints(
        section.required("file", ValueReader::text, "?"),
        section.required("id", ValueReader::text, "?"),
        section.required("length", ValueReader::text, "?"),
        end(section.requiredSection("start")),
        end(section.requiredSection("end")));
  }

  private static NetworkSheet.Endpoints.End end(Section section) {
    NetworkSheet.Endpoints.End end =
        new NetworkSheet.Endpoints.End(
            section.required("point", ValueReader::text, "?"),
            section.required("name", ValueReader::text, "?"),
            section.required("latitude", ValueReader::text, "?"),
            section.required("longitude", ValueReader::text, "?"));
    section.refuseOthers();
    return end;
  }

  private static PositionsSheet positions(Section section) {
    PositionsSheet positions =
        new PositionsSheet(
            section.required("file", ValueReader::text, "?"),
            section.optional("header", ValueReader::flag).orElse(false),
            section.required("id", ValueReader::text, "?"),
            section.required("latitude", ValueReader::text, "?"),
            section.required("longitude", ValueReader::text, "?"),
            section.optional("name", ValueReader::text));
    section.refuseOthers();
    return positions;
  }

  private static OptionalDouble optionalDouble(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private NetworkSheetReader() {}
}
