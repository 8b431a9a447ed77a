package dev.fairway.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {

  @TempDir Path folder;

  @Test
  void plainAndCompressedFilesReadTheSame() throws Exception {
    String text = "\uFEFFid,value\na , 1.5\n\nb,\"x, y\"\n";
    Path plain = write("t.csv", text);
    Path compressed = folder.resolve("t.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    for (Path file : new Path[] {plain, compressed}) {
      try (CsvTable table = CsvTable.open(file, true)) {
        assertThat(table.header()).containsExactly("id", "value");
        CsvRow first = table.next().orElseThrow();
        assertThat(first.text(table.column("id"))).isEqualTo("a");
        assertThat(first.number(1)).isEqualTo(1.5);
        assertThat(first.line()).isEqualTo(2);
        CsvRow second = table.next().orElseThrow();
        assertThat(second.line()).isEqualTo(4);
        assertThat(second.cells()).containsExactly("b", "x, y");
        assertThat(table.next()).isEmpty();
      }
    }
  }

  @Test
  void errorsNameFileLineAndValue() throws Exception {
    try (CsvTable table = CsvTable.open(write("bad.csv", "1,2\n3,four\n"), false)) {
      table.next();
      CsvRow row = table.next().orElseThrow();
      assertThatThrownBy(() -> row.number(1))
          .hasMessageContaining("bad.csv, line 2")
          .hasMessageContaining("'four'");
      assertThatThrownBy(() -> row.text(2)).hasMessageContaining("no column 2");
      assertThatThrownBy(() -> table.column("speed")).hasMessageContaining("no header");
    }
    try (CsvTable table = CsvTable.open(write("named.csv", "a,b\n1,2\n"), true)) {
      assertThatThrownBy(() -> table.column("c")).hasMessageContaining("columns: [a, b]");
    }
    assertThatThrownBy(() -> CsvTable.open(write("empty.csv", ""), true))
        .hasMessageContaining("is empty");
    try (CsvTable table = CsvTable.open(write("quote.csv", "\"a\n"), false)) {
      assertThatThrownBy(table::next)
          .isInstanceOf(TableException.class)
          .hasMessageContaining("quote.csv");
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
