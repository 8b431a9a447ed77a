package dev.fairway.series.format;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.network.DenseMatrixReader;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few bytes that ask for gigabytes are refused before there is room made for them. */
class HeavyHeadersTest {

  private static final TrafficNetwork NETWORK =
      new TrafficNetwork(
          "town",
          NetworkKind.ROAD,
          List.of(new Site("a", "a", 56, 10), new Site("b", "b", 56, 10)),
          List.of());

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(200000000, 10)",
        "(3, 2)",
        "(2147483647, 2147483647, 2147483647)",
        "(99999999999999999999, 2)"
      })
  void anArrayThatItsFileCannotHold(String shape) throws Exception {
    Path file = folder.resolve("x.npz");
    byte[] header =
        ("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("data.npy"));
      zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
      zip.write(header);
      zip.write(new byte[32]);
    }
    assertThatThrownBy(() -> NpzArrays.read(file, "data"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x.npz")
        .hasMessageContaining("by its header");
  }

  @Test
  void aPackedLineWithoutEnd() throws Exception {
    Path file = folder.resolve("matrix.csv.gz");
    byte[] mebibyte = new byte[1 << 20];
    Arrays.fill(mebibyte, (byte) '1');
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 5; i++) {
        gzip.write(mebibyte);
      }
    }
    assertThatThrownBy(() -> DenseMatrixReader.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 1 is longer than");
  }

  @Test
  void twoRowsWithCenturiesBetweenThem() throws Exception {
    Files.writeString(
        folder.resolve("speed.csv"),
        "time,b,a\n1814-08-01 00:00:00,20,10\n2014-08-01 00:00:00,20,10\n");
    DataFolder data =
        new DataFolder(folder, FactSheetReader.parse("sheet", FactSheetReaderTest.SHEET));
    assertThatThrownBy(() -> SeriesReader.read(data, NETWORK))
        .hasMessageContaining("1814-08-01")
        .hasMessageContaining("is one of the times wrong?");
  }

  @Test
  void aSheetOfMegabytes() throws Exception {
    Path sheet = Files.writeString(folder.resolve("fairway.yaml"), "#".repeat(2 << 20));
    assertThatThrownBy(() -> FactSheetReader.read(sheet))
        .isInstanceOf(FactSheetException.class)
        .hasMessageContaining("at most");
  }
}
