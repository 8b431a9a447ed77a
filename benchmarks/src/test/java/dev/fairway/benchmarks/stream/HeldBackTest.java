package dev.fairway.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.series.MeasuredNetwork;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeldBackTest {

  private final MeasuredNetwork town = GridTown.measured(5, 1);

  @Test
  void endsAfterAWholeRound() throws IOException {
    long[] given = {0};
    HeldBack source =
        new HeldBack(new TownReadings(town, 10, 100), 50, n -> false, () -> given[0] > 120);
    while (source.next().isPresent()) {
      given[0]++;
    }
    assertThat(source.given()).isEqualTo(150);
  }

  @Test
  void waitsWhileThereIsEnoughToDo() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HeldBack source =
        new HeldBack(
            new TownReadings(town, 10, 100), 50, n -> asked.incrementAndGet() < 3, () -> false);
    assertThat(source.next()).isPresent();
    assertThat(asked).hasValue(3);
  }
}
