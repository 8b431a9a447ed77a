package dev.fairway.series.format;

import dev.fairway.network.TrafficNetwork;
import java.io.IOException;
import java.util.Optional;

/**
 * A matrix data set, row by row and in the file's order: what offline training puts together to a
 * series and a feed replays. Only a file that cannot be read at all throws; bad cells and rows come
 * as {@link MatrixRow#refused()}.
 */
public interface MatrixRows extends AutoCloseable {

  /** The next row; empty at the end. */
  Optional<MatrixRow> next() throws IOException;

  @Override
  void close() throws IOException;

  /**
   * @param network whose node order the rows' values get
   * @throws IllegalArgumentException if the data set is no matrix
   */
  static MatrixRows open(DataFolder data, TrafficNetwork network) throws IOException {
    return switch (data.sheet().source().format()) {
      case WIDE_CSV -> WideCsvRows.open(data, network);
      case NPZ -> ArrayRows.npz(data, network);
      case HDF5 -> ArrayRows.hdf5(data, network);
      default ->
          throw new IllegalArgumentException(
              "Data set "
                  + data.sheet().id()
                  + " is "
                  + data.sheet().source().format()
                  + ", no matrix of time and site");
    };
  }
}
