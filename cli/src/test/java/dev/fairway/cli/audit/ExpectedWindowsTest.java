package dev.fairway.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Intervals of 300 s; the first starts at 0. */
class ExpectedWindowsTest {

  private final NavigableMap<Long, Boolean> observed = new TreeMap<>();

  @Test
  void theFirstWindowEndsWithTheTwelfthIntervalAndThenEachHasOne() {
    observe(0, 15);
    assertThat(issues(15)).isEqualTo(ends(12, 15));
    assertThat(issues(13)).as("the others are open").isEqualTo(ends(12, 13));
    assertThat(issues(11)).isEmpty();
  }

  @Test
  void windowsGoOnUntilNothingObservedIsLeftInThem() {
    observe(0, 12);
    assertThat(issues(1000)).isEqualTo(ends(12, 23));
  }

  @Test
  void afterAWindowOfSilenceTheGridBeginsAnew() {
    observe(0, 12);
    observe(100, 113);
    List<Long> all = issues(113);
    assertThat(all).startsWith(ends(12, 23).toArray(Long[]::new)).hasSize(12 + 2);
    assertThat(all).endsWith(ends(112, 113).toArray(Long[]::new));
  }

  @Test
  void anIntervalOfReadingsWithoutAValueBeginsNoGrid() {
    observed.put(0L, false);
    observe(1, 13);
    assertThat(issues(13)).isEqualTo(ends(13, 13));
  }

  private void observe(int from, int to) {
    LongStream.range(from, to).forEach(i -> observed.put(300 * i, true));
  }

  private List<Long> issues(int closed) {
    return ExpectedWindows.issues(observed, 300, 300L * closed);
  }

  private static List<Long> ends(int first, int last) {
    return LongStream.rangeClosed(first, last).map(i -> 300 * i).boxed().toList();
  }
}
