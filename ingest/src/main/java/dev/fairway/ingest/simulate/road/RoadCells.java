package dev.fairway.ingest.simulate.road;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A map cut into cells, and the model of them. */
public final class RoadCells {

  /** One vehicle more than any ramp or street could carry away: what an origin can send, veh/s. */
  private static final double ORIGIN_CAPACITY = 2;

  private final RoadMap map;
  private final Map<String, Integer> firstCell = new HashMap<>();
  private final Map<String, Integer> cellCount = new HashMap<>();
  private final Map<String, Integer> origins = new HashMap<>();
  private final CellTransmissionModel model;

  /**
   * @param stepSeconds time step; cells are as short as it allows
   */
  public RoadCells(RoadMap map, double stepSeconds) {
    this.map = map;
    CellTransmissionModel.Builder builder = new CellTransmissionModel.Builder(stepSeconds);
    for (RoadMap.Road road : map.roads()) {
      pave(road, builder);
    }
    int exit = builder.exit();
    for (RoadMap.Road road : map.roads()) {
      int last = cell(road.id(), cells(road.id()) - 1);
      spread(builder, last, road.to().exitShare(), map.after(road), exit);
    }
    for (RoadMap.Junction junction : map.junctions()) {
      if (junction.vehiclesPerHour() > 0) {
        int origin = builder.origin(ORIGIN_CAPACITY);
        origins.put(junction.id(), origin);
        List<RoadMap.Road> out =
            map.roads().stream().filter(road -> road.from().equals(junction)).toList();
        spread(builder, origin, 0, out, exit);
      }
    }
    model = builder.build();
  }

  public RoadMap map() {
    return map;
  }

  public CellTransmissionModel model() {
    return model;
  }

  /** Cells of a road. */
  public int cells(String road) {
    return cellCount.get(road);
  }

  /**
   * @param index from 0, in driving direction
   * @return the model's store
   */
  public int cell(String road, int index) {
    if (index < 0 || index >= cells(road)) {
      throw new IllegalArgumentException(
          "Road " + road + " has no cell " + index + ", but " + cells(road));
    }
    return firstCell.get(road) + index;
  }

  /** The cell that a road's detector watches: the middle one. */
  public int detectorCell(String road) {
    return cell(road, cells(road) / 2);
  }

  /** Stores of the origins, by junction. */
  public Map<String, Integer> origins() {
    return Map.copyOf(origins);
  }

  private void pave(RoadMap.Road road, CellTransmissionModel.Builder builder) {
    FundamentalDiagram diagram = road.roadClass().diagram();
    double shortest = diagram.freeFlowSpeed() * builder.stepSeconds();
    int count = Math.max(1, (int) Math.floor(road.metres() / shortest));
    double metres = Math.max(shortest, road.metres() / count);
    for (int i = 0; i < count; i++) {
      int cell = builder.cell(metres, diagram);
      if (i == 0) {
        firstCell.put(road.id(), cell);
        cellCount.put(road.id(), count);
      } else {
        builder.turn(cell - 1, cell, 1);
      }
    }
  }

  private void spread(
      CellTransmissionModel.Builder builder,
      int store,
      double exitShare,
      List<RoadMap.Road> out,
      int exit) {
    double leaving = out.isEmpty() ? 1 : exitShare;
    if (leaving > 0) {
      builder.turn(store, exit, leaving);
    }
    double weights = out.stream().mapToDouble(RoadMap.Road::weight).sum();
    for (RoadMap.Road road : out) {
      if (leaving < 1) {
        builder.turn(store, cell(road.id(), 0), (1 - leaving) * road.weight() / weights);
      }
    }
  }
}
