package dev.fairway.network.waterway;

import java.util.List;
import java.util.Locale;

/**
 * The globe cut into cells along parallels and meridians, all of one size in degrees.
 *
 * <p>A cell is a number; its id is its south-west corner, as in {@code 29.92N090.04W}, and stays
 * the same whichever cells are kept. A cell holds its southern and western edge but not the others,
 * by the very numbers of its outline: {@link WaterwayMap} gives the same cell.
 */
final class WaterwayGrid {

  private static final int COLUMNS = 1 << 20;

  private final int thousandths;

  /**
   * @param degrees edge of a cell, a multiple of 0.001 from 0.001 to 1
   */
  WaterwayGrid(double degrees) {
    this.thousandths = (int) Math.round(degrees * 1000);
    if (!(degrees > 0) || degrees > 1 || Math.abs(thousandths - degrees * 1000) > 1e-6) {
      throw new IllegalArgumentException(
          "Cell size " + degrees + " degrees is no multiple of 0.001 from 0.001 to 1");
    }
  }

  long cellAt(double latitude, double longitude) {
    return cell(index(latitude), index(longitude));
  }

  String id(long cell) {
    double south = edge(row(cell));
    double west = edge(column(cell));
    String format = thousandths % 10 == 0 ? "%05.2f%c%06.2f%c" : "%06.3f%c%07.3f%c";
    return String.format(
        Locale.ROOT,
        format,
        Math.abs(south),
        south < 0 ? 'S' : 'N',
        Math.abs(west),
        west < 0 ? 'W' : 'E');
  }

  /** A closed ring from the south-west corner, as longitude, latitude, longitude, latitude... */
  List<Double> outline(long cell) {
    double south = edge(row(cell));
    double north = edge(row(cell) + 1);
    double west = edge(column(cell));
    double east = edge(column(cell) + 1);
    return List.of(west, south, east, south, east, north, west, north, west, south);
  }

  /** The rounding of a division must not move a place over an edge. */
  private int index(double degrees) {
    int index = (int) Math.floor(degrees * 1000 / thousandths);
    if (degrees < edge(index)) {
      return index - 1;
    }
    return degrees >= edge(index + 1) ? index + 1 : index;
  }

  private double edge(int index) {
    return index * (long) thousandths / 1000.0;
  }

  private static long cell(int row, int column) {
    return (long) row * COLUMNS + (column + COLUMNS / 2);
  }

  private static int row(long cell) {
    return (int) Math.floorDiv(cell, (long) COLUMNS);
  }

  private static int column(long cell) {
    return (int) Math.floorMod(cell, (long) COLUMNS) - COLUMNS / 2;
  }
}
