package dev.fairway.series.format;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a frame that pandas wrote to HDF5 in its fixed format: a group with {@code block0_values}
 * [time, site], {@code axis0} (site ids, text or numbers) and {@code axis1} (nanoseconds since
 * 1970-01-01 by the data set's own clocks). A frame whose columns differ in type has more blocks,
 * and is refused.
 */
final class PandasFrames {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  static SourceArray read(Path file, String group) throws IOException {
    try (HdfFile hdf = HdfFile.fromByteBuffer(map(file))) {
      Dataset values = dataset(hdf, file, group + "/block0_values");
      if (hdf.getByPath(group) instanceof Group frame
          && frame.getChildren().containsKey("block1_values")) {
        throw new IOException(file + ": " + group + " has columns of several types");
      }
      int[] shape = values.getDimensions();
      if (shape.length != 2) {
        throw new IOException(file + ": block0_values has " + shape.length + " axes, not 2");
      }
      List<String> siteIds = texts(dataset(hdf, file, group + "/axis0").getDataFlat());
      List<LocalDateTime> stamps = stamps(dataset(hdf, file, group + "/axis1").getDataFlat());
      if (siteIds.size() != shape[1] || stamps.size() != shape[0]) {
        throw new IOException(
            file
                + ": block0_values is "
                + shape[0]
                + " x "
                + shape[1]
                + ", but there are "
                + stamps.size()
                + " times and "
                + siteIds.size()
                + " sites");
      }
      return new SourceArray(
          file, shape[0], shape[1], 1, doubles(values.getDataFlat()), siteIds, stamps);
    } catch (RuntimeException e) {
      // The library says what is wrong with a file by many kinds of runtime exception.
      throw new IOException(file + ": " + group + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Read as a channel, the library makes room for any length that a damaged header names. */
  private static ByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new IOException(file + " has " + channel.size() + " bytes; 2 GiB are read at most");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  private static Dataset dataset(HdfFile hdf, Path file, String path) throws IOException {
    Dataset dataset = hdf.getDatasetByPath(path);
    BigInteger bytes = BigInteger.valueOf(dataset.getDataType().getSize());
    for (int axis : dataset.getDimensions()) {
      bytes = bytes.multiply(BigInteger.valueOf(axis));
    }
    if (bytes.signum() < 0 || bytes.compareTo(BigInteger.valueOf(NpzArrays.mostBytes(file))) > 0) {
      throw new IOException(
          file + ": " + path + " would have " + bytes + " bytes, more than is read");
    }
    return dataset;
  }

  private static double[] doubles(Object flat) {
    double[] values = new double[Array.getLength(flat)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Array.getDouble(flat, i);
    }
    return values;
  }

  private static List<String> texts(Object flat) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < Array.getLength(flat); i++) {
      Object item = Array.get(flat, i);
      texts.add(
          item instanceof byte[] bytes
              ? new String(bytes, StandardCharsets.UTF_8).trim()
              : item.toString().trim());
    }
    return texts;
  }

  private static List<LocalDateTime> stamps(Object flat) {
    List<LocalDateTime> stamps = new ArrayList<>();
    for (int i = 0; i < Array.getLength(flat); i++) {
      long nanos = Array.getLong(flat, i);
      Instant instant =
          Instant.ofEpochSecond(
              Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
      stamps.add(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
    return stamps;
  }

  private PandasFrames() {}
}
