package dev.fairway.series.format;

import dev.fairway.network.DenseMatrixReader;
import dev.fairway.network.DistanceListReader;
import dev.fairway.network.EndpointNetworkBuilder;
import dev.fairway.network.Link;
import dev.fairway.network.NearestNeighbourLinks;
import dev.fairway.network.RoadSegment;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.table.CsvRow;
import dev.fairway.table.CsvTable;
import dev.fairway.table.TableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Builds a data set's network from the files that its fact sheet names. */
public final class DataSetNetworkReader {

  /**
   * @throws IllegalArgumentException if the network is built from vessel tracks or told by a
   *     record, which only ingest can decode, or if the files contradict one another
   * @throws IOException if a file cannot be read; names file, line and value
   */
  public static TrafficNetwork read(DataFolder data) throws IOException {
    NetworkSheet network = data.sheet().network();
    if (network instanceof NetworkSheet.Distances distances) {
      return distances(data, distances);
    } else if (network instanceof NetworkSheet.Matrix matrix) {
      return matrix(data, matrix);
    } else if (network instanceof NetworkSheet.Endpoints endpoints) {
      return endpoints(data, endpoints);
    } else if (network instanceof NetworkSheet.Positions nearest) {
      List<Site> sites = sites(data, nearest.positions());
      return build(data, sites, NearestNeighbourLinks.between(sites, nearest.neighbours()));
    }
    throw new IllegalArgumentException(
        "Network " + data.sheet().id() + " is built from vessel tracks or told by a record");
  }

  private static TrafficNetwork distances(DataFolder data, NetworkSheet.Distances sheet)
      throws IOException {
    List<String> ids =
        sheet.order().isPresent()
            ? DistanceListReader.readOrder(data.resolve(sheet.order().get()))
            : numbered(sheet.sites().orElseThrow());
    List<Site> sites = unlocated(ids);
    if (sheet.positions().isPresent()) {
      Map<String, Site> located =
          sites(data, sheet.positions().get()).stream()
              .collect(Collectors.toMap(Site::id, Function.identity()));
      sites = sites.stream().map(site -> located.getOrDefault(site.id(), site)).toList();
    }
    List<Link> links =
        DistanceListReader.read(data.resolve(sheet.file()), sheet.header(), ids, sheet.bothWays());
    return build(data, sites, links);
  }

  private static TrafficNetwork matrix(DataFolder data, NetworkSheet.Matrix sheet)
      throws IOException {
    Path file = data.resolve(sheet.file());
    double[][] cells = DenseMatrixReader.read(file);
    List<Site> sites = unlocated(numbered(cells.length));
    if (sheet.positions().isPresent()) {
      List<Site> located = sites(data, sheet.positions().get());
      if (located.size() < cells.length) {
        throw new TableException(
            file, "has " + cells.length + " rows, but positions list " + located.size() + " sites");
      }
      sites = located.subList(0, cells.length);
    }
    List<String> ids = sites.stream().map(Site::id).toList();
    List<Link> links =
        sheet.sigma().isPresent()
            ? DenseMatrixReader.fromWeights(
                cells, ids, sheet.sigma().getAsDouble(), sheet.maximumMetres())
            : DenseMatrixReader.fromDistances(cells, ids, sheet.maximumMetres());
    return build(data, sites, links);
  }

  private static TrafficNetwork endpoints(DataFolder data, NetworkSheet.Endpoints sheet)
      throws IOException {
    List<RoadSegment> segments = new ArrayList<>();
    try (CsvTable table = CsvTable.open(data.resolve(sheet.file()), true)) {
      int id = table.column(sheet.id());
      int length = table.column(sheet.length());
      for (Optional<CsvRow> next = table.next(); next.isPresent(); next = table.next()) {
        CsvRow row = next.get();
        segments.add(
            new RoadSegment(
                row.text(id),
                row.number(length),
                end(table, row, sheet.start()),
                end(table, row, sheet.end())));
      }
    }
    return EndpointNetworkBuilder.build(data.sheet().id(), segments);
  }

  private static RoadSegment.End end(CsvTable table, CsvRow row, NetworkSheet.Endpoints.End sheet)
      throws TableException {
    return new RoadSegment.End(
        row.text(table.column(sheet.point())),
        row.text(table.column(sheet.name())),
        row.number(table.column(sheet.latitude())),
        row.number(table.column(sheet.longitude())));
  }

  private static List<Site> sites(DataFolder data, PositionsSheet sheet) throws IOException {
    List<Site> sites = new ArrayList<>();
    try (CsvTable table = CsvTable.open(data.resolve(sheet.file()), sheet.header())) {
      int id = table.column(sheet.id());
      int latitude = table.column(sheet.latitude());
      int longitude = table.column(sheet.longitude());
      int name = sheet.name().isPresent() ? table.column(sheet.name().get()) : id;
      for (Optional<CsvRow> next = table.next(); next.isPresent(); next = table.next()) {
        CsvRow row = next.get();
        try {
          sites.add(
              new Site(row.text(id), row.text(name), row.number(latitude), row.number(longitude)));
        } catch (IllegalArgumentException e) {
          throw new TableException(row.file(), row.line(), e.getMessage());
        }
      }
    }
    return sites;
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static List<Site> unlocated(List<String> ids) {
    return ids.stream().map(id -> new Site(id, id, Double.NaN, Double.NaN)).toList();
  }

  private static TrafficNetwork build(DataFolder data, List<Site> sites, List<Link> links) {
    return new TrafficNetwork(data.sheet().id(), data.sheet().kind(), sites, links);
  }

  private DataSetNetworkReader() {}
}
