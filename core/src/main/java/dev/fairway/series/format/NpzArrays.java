package dev.fairway.series.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jetbrains.bio.npy.NpyArray;
import org.jetbrains.bio.npy.NpzFile;

/** Reads an array [time, site, channel] or [time, site] from a NumPy archive. */
final class NpzArrays {

  /** PEMS07, the largest of the usual sets, has 28,224 x 883 doubles: 190 MiB. */
  private static final long MAXIMUM_BYTES = 1L << 30;

  /** Deflate packs 1032 bytes into one, and no more. */
  private static final long DENSEST = 1_100;

  /** An array's header has some hundred bytes. */
  private static final int HEADER = 1 << 12;

  private static final Pattern ITEM =
      Pattern.compile("descr['\"]\\s*:\\s*['\"].?[a-zA-Z](\\d{1,4})");

  private static final Pattern SHAPE = Pattern.compile("shape['\"]\\s*:\\s*\\(([\\d\\s,]*)\\)");

  static SourceArray read(Path file, String key) throws IOException {
    requireSound(file, key);
    NpyArray array;
    try (NpzFile.Reader reader = NpzFile.read(file)) {
      array = reader.get(key, Integer.MAX_VALUE);
    } catch (RuntimeException e) {
      // The library says what is wrong with a file by many kinds of runtime exception.
      throw new IOException(file + ": array '" + key + "' cannot be read: " + e.getMessage(), e);
    }
    int[] shape = array.getShape();
    if (shape.length != 2 && shape.length != 3) {
      throw new IOException(
          file + ": array '" + key + "' has " + shape.length + " axes, not time, site (, channel)");
    }
    double[] values = doubles(file, key, array.getData());
    int channels = shape.length == 3 ? shape[2] : 1;
    if ((long) shape[0] * shape[1] * channels != values.length) {
      throw new IOException(file + ": array '" + key + "' is shorter than its shape says");
    }
    return new SourceArray(file, shape[0], shape[1], channels, values, List.of(), List.of());
  }

  private static void requireSound(Path file, String key) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(key + ".npy");
      if (entry == null) {
        throw new IOException(
            file
                + ": has no array '"
                + key
                + "', only "
                + Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList());
      }
      if (entry.getCompressedSize() > Files.size(file)) {
        throw new IOException(
            file + ": array '" + key + "' takes " + entry.getCompressedSize() + " bytes of it");
      }
      if (entry.getSize() < 0 || entry.getSize() > mostBytes(file)) {
        throw new IOException(
            file
                + ": array '"
                + key
                + "' has "
                + entry.getSize()
                + " bytes; the most that is read is "
                + mostBytes(file));
      }
      try (InputStream array = zip.getInputStream(entry)) {
        requireHeader(file, key, array, entry.getSize());
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": array '" + key + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** What a file says of itself is not believed beyond what can be packed into it. */
  static long mostBytes(Path file) throws IOException {
    return Math.min(MAXIMUM_BYTES, DENSEST * Files.size(file));
  }

  /**
   * The library makes room for what the header asks for before it looks for the values, and waits
   * for ever for values that are not there.
   */
  private static void requireHeader(Path file, String key, InputStream array, long size)
      throws IOException {
    byte[] start = array.readNBytes(HEADER);
    ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    boolean wide = start.length > 6 && start[6] > 1;
    int begin = wide ? 12 : 10;
    long length = start.length < begin ? -1 : wide ? header.getInt(8) : header.getShort(8);
    if (length < 0 || begin + length > start.length) {
      throw new IOException(file + ": array '" + key + "' has no header of up to " + HEADER);
    }
    String text = new String(start, begin, (int) length, StandardCharsets.ISO_8859_1);
    Matcher shape = SHAPE.matcher(text);
    Matcher item = ITEM.matcher(text);
    BigInteger bytes = item.find() ? new BigInteger(item.group(1)) : BigInteger.ONE;
    while (shape.find()) {
      for (String axis : shape.group(1).split(",", -1)) {
        if (!axis.isBlank()) {
          bytes = bytes.multiply(new BigInteger(axis.strip()));
        }
      }
    }
    long all = start.length + array.transferTo(OutputStream.nullOutputStream());
    if (!bytes.equals(BigInteger.valueOf(all - begin - length)) || all != size) {
      throw new IOException(
          "%s: array '%s' would have %s bytes of values by its header, and is one of %d bytes"
              .formatted(file, key, bytes, all));
    }
  }

  private static double[] doubles(Path file, String key, Object data) throws IOException {
    if (data instanceof double[] doubles) {
      return doubles;
    }
    if (data instanceof float[] floats) {
      double[] values = new double[floats.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = floats[i];
      }
      return values;
    }
    if (data instanceof long[] longs) {
      return LongStream.of(longs).asDoubleStream().toArray();
    }
    if (data instanceof int[] ints) {
      return IntStream.of(ints).asDoubleStream().toArray();
    }
    throw new IOException(
        file + ": array '" + key + "' holds " + data.getClass().getSimpleName() + ", no numbers");
  }

  private NpzArrays() {}
}
