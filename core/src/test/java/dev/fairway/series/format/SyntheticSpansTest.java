package dev.fairway.series.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.series.format.SyntheticSpans.Span;
import dev.fairway.table.TableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The marks of time that nobody measured. */
class SyntheticSpansTest {

  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Instant NINE = Instant.parse("2024-01-01T09:00:00Z");
  private static final Instant TEN = Instant.parse("2024-01-01T10:00:00Z");

  @TempDir Path folder;

  @Test
  void aSpanHoldsItsStartAndNotItsEnd() throws IOException {
    SyntheticSpans spans = read("2024-01-01T09:00:00Z,2024-01-01T10:00:00Z");
    assertThat(spans.at(NINE)).contains(new Span(NINE, TEN));
    assertThat(spans.at(TEN.minusMillis(1))).isPresent();
    assertThat(spans.at(TEN)).isEmpty();
    assertThat(spans.at(NINE.minusMillis(1))).isEmpty();
    assertThat(spans.spans().get(0).steps(INTERVAL)).isEqualTo(12);
  }

  @Test
  void whatIsWrittenIsReadBackInTimeOrder() throws IOException {
    SyntheticSpans spans =
        read(
            "2024-01-02T09:00:00Z,2024-01-02T09:05:00Z\n2024-01-01T09:00:00Z,2024-01-01T10:00:00Z");
    assertThat(spans.csv())
        .isEqualTo(
            """
            from,until
            2024-01-01T09:00:00Z,2024-01-01T10:00:00Z
            2024-01-02T09:00:00Z,2024-01-02T09:05:00Z
            """);
  }

  @Test
  void spansThatTouchOrOverlapAreRefusedWithTheirLine() {
    String first = "2024-01-01T09:00:00Z,2024-01-01T10:00:00Z\n";
    assertRefused(first + "2024-01-01T10:00:00Z,2024-01-01T11:00:00Z", "line 3", "not apart");
    assertRefused(first + "2024-01-01T08:00:00Z,2024-01-01T09:00:00Z", "line 3", "not apart");
    assertRefused(first + "2024-01-01T08:00:00Z,2024-01-01T11:00:00Z", "line 3", "not apart");
    assertRefused(first + "2024-01-01T09:15:00Z,2024-01-01T09:20:00Z", "line 3", "not apart");
  }

  @Test
  void whatIsNoSpanIsRefusedWithItsValue() {
    assertRefused("2024-01-01T09:00:00Z,soon", "line 2", "'soon'");
    assertRefused("2024-01-01T09:01:00Z,2024-01-01T10:00:00Z", "line 2", "09:01", "grid");
    assertRefused("2024-01-01T10:00:00Z,2024-01-01T10:00:00Z", "line 2", "it ends at");
  }

  private SyntheticSpans read(String rows) throws IOException {
    return SyntheticSpans.read(
        Files.writeString(folder.resolve("synthetic.csv"), "from,until\n" + rows + "\n"), INTERVAL);
  }

  private void assertRefused(String rows, String... reasons) {
    assertThatThrownBy(() -> read(rows))
        .isInstanceOf(TableException.class)
        .hasMessageContainingAll("synthetic.csv")
        .hasMessageContainingAll(reasons);
  }
}
