package dev.fairway.series.format;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.reflect.Array;
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

  private static final long MAXIMUM_BYTES = 1L << 30;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  static SourceArray read(Path file, String group) throws IOException {
    try (HdfFile hdf = new HdfFile(file)) {
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
    } catch (HdfException | IllegalArgumentException e) {
      throw new IOException(file + ": " + group + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Dataset dataset(HdfFile hdf, Path file, String path) throws IOException {
    Dataset dataset = hdf.getDatasetByPath(path);
    if (dataset.getSizeInBytes() > MAXIMUM_BYTES) {
      throw new IOException(
          file + ": " + path + " has " + dataset.getSizeInBytes() + " bytes, more than is read");
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
