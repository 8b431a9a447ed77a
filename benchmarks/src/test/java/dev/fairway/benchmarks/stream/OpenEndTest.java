package dev.fairway.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.scale.GridTown;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenEndTest {

  @Test
  void endsAfterAWholeRound() throws IOException {
    AtomicInteger read = new AtomicInteger();
    OpenEnd source =
        new OpenEnd(new TownReadings(GridTown.measured(5, 1), 10, 100), 50, () -> read.get() > 120);
    while (source.next().isPresent()) {
      read.incrementAndGet();
    }
    assertThat(source.given()).isEqualTo(150);
    assertThat(source.next()).isEmpty();
  }
}
