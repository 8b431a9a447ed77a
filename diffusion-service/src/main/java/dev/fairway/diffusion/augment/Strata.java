package dev.fairway.diffusion.augment;

import dev.fairway.series.Calendar;
import dev.fairway.series.MeasuredNetwork;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cells of a network's week, sorted by some dimensions: each cell is in one stratum, numbered
 * with the last dimension fastest. Without a dimension all are in one.
 *
 * @param dimensions none twice
 */
record Strata(MeasuredNetwork measured, List<Dimension> dimensions) {

  Strata {
    dimensions = List.copyOf(dimensions);
    if (dimensions.stream().distinct().count() < dimensions.size()) {
      throw new IllegalArgumentException("Strata by " + dimensions + " name one of them twice");
    }
  }

  int size() {
    return dimensions.stream().mapToInt(d -> d.size(measured)).reduce(1, Math::multiplyExact);
  }

  /**
   * The stratum of a cell.
   *
   * @param slotOfWeek see {@link Calendar#slotOfWeek}
   */
  int of(int slotOfWeek, int site) {
    Calendar calendar = Calendar.of(measured);
    int stratum = 0;
    for (Dimension dimension : dimensions) {
      stratum = stratum * dimension.size(measured) + dimension.index(calendar, slotOfWeek, site);
    }
    return stratum;
  }

  /** For people, as "site 4, 07 h, monday". */
  String name(int stratum) {
    if (dimensions.isEmpty()) {
      return "all";
    }
    int[] indices = new int[dimensions.size()];
    int rest = stratum;
    for (int d = indices.length - 1; d >= 0; d--) {
      int size = dimensions.get(d).size(measured);
      indices[d] = rest % size;
      rest /= size;
    }
    return IntStream.range(0, indices.length)
        .mapToObj(d -> dimensions.get(d).name(measured, indices[d]))
        .collect(Collectors.joining(", "));
  }
}
