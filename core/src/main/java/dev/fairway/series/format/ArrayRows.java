package dev.fairway.series.format;

import dev.fairway.network.TrafficNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** Rows of an array that is in memory whole: what npz and HDF5 files hold. */
final class ArrayRows implements MatrixRows {

  private final FactSheet sheet;
  private final TrafficNetwork network;
  private final SourceArray array;

  /** By channel: its place on the array's last axis. */
  private final int[] indexOfChannel;

  /** By column: the site it is of. */
  private final int[] siteOfColumn;

  private int row;

  private ArrayRows(FactSheet sheet, TrafficNetwork network, SourceArray array) throws IOException {
    this.sheet = sheet;
    this.network = network;
    this.array = array;
    this.indexOfChannel = new int[sheet.channels().size()];
    for (int c = 0; c < indexOfChannel.length; c++) {
      indexOfChannel[c] = index(sheet.channels().get(c), c);
    }
    if (array.sites() != network.size()) {
      throw new IOException(
          array.file() + ": has " + array.sites() + " sites, the network " + network.size());
    }
    this.siteOfColumn = new int[array.sites()];
    for (int column = 0; column < siteOfColumn.length; column++) {
      siteOfColumn[column] = site(column);
    }
  }

  static ArrayRows npz(DataFolder data, TrafficNetwork network) throws IOException {
    String key = data.sheet().source().key().orElse("data");
    return new ArrayRows(data.sheet(), network, NpzArrays.read(onlyFile(data), key));
  }

  static ArrayRows hdf5(DataFolder data, TrafficNetwork network) throws IOException {
    String key = data.sheet().source().key().orElse("df");
    return new ArrayRows(data.sheet(), network, PandasFrames.read(onlyFile(data), key));
  }

  @Override
  public Optional<MatrixRow> next() {
    if (row >= array.steps()) {
      return Optional.empty();
    }
    LocalDateTime stamp =
        array.stamps().isEmpty() ? sheet.time().stampOfRow(row) : array.stamps().get(row);
    RowBuilder builder =
        new RowBuilder(sheet, network, array.file().toString(), row + 1).time(stamp);
    for (int c = 0; c < indexOfChannel.length; c++) {
      for (int column = 0; column < siteOfColumn.length; column++) {
        builder.number(c, siteOfColumn[column], array.value(row, column, indexOfChannel[c]));
      }
    }
    row++;
    return Optional.of(builder.build());
  }

  @Override
  public void close() {
    // The file was closed once it was read.
  }

  private int index(ChannelSheet channel, int place) throws IOException {
    String source = channel.source().orElse(Integer.toString(place));
    int index = source.matches("\\d{1,4}") ? Integer.parseInt(source) : -1;
    if (index < 0 || index >= array.channels()) {
      throw new IOException(
          array.file()
              + ": channel "
              + channel.name()
              + " has the source '"
              + source
              + "', which is no index below "
              + array.channels());
    }
    return index;
  }

  private int site(int column) throws IOException {
    if (array.siteIds().isEmpty()) {
      return column;
    }
    String id = array.siteIds().get(column);
    return network
        .indexOf(id)
        .orElseThrow(
            () -> new IOException(array.file() + ": '" + id + "' is no site of " + network));
  }

  private static Path onlyFile(DataFolder data) throws IOException {
    List<Path> files = data.files();
    if (files.size() != 1) {
      throw new IllegalArgumentException(
          "Data set "
              + data.sheet().id()
              + ": source.files names "
              + files.size()
              + " files, not 1");
    }
    return files.get(0);
  }
}
