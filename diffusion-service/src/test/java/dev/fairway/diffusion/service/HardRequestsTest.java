package dev.fairway.diffusion.service;

import static dev.fairway.diffusion.service.Requests.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.Timestamp;
import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.ImputeResponse;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.contract.v1.TrafficWindow;
import dev.fairway.diffusion.RingRoad;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of requests that nobody should send, over real gRPC. */
class HardRequestsTest {

  private static final int SITES = 4;
  private static final TrafficWindow WINDOW = message(RingRoad.windowWithHoles(SITES));

  /** Of the speed, which the wave's windows have in their second half. */
  private static final int OBSERVED = WINDOW.getValuesCount() - 1;

  @TempDir private Path directory;
  private RunningService service;

  @BeforeEach
  void start() throws Exception {
    service =
        new RunningService(
            Together.ON_CPU, 2, Duration.ofSeconds(10), false, new SimpleMeterRegistry());
    service.shelf.load(RingRoad.randomBundle(directory, SITES, 1).directory());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aTimeThatNoCalendarHasIsTheCallersFault() {
    for (Timestamp never :
        new Timestamp[] {
          seconds(Long.MAX_VALUE, 0),
          seconds(Long.MAX_VALUE, 2_000_000_000),
          seconds(31_556_889_864_403_199L, 0),
          seconds(0, -1)
        }) {
      assertThat(refusal(WINDOW.toBuilder().setStart(never).build())).isEqualTo(Refusal.INVALID);
    }
  }

  /** Headers are short: a message that repeated all of the request would not arrive. */
  @Test
  void aRefusalArrivesHoweverLongWhatItIsAbout() {
    assertThat(refusal(WINDOW.toBuilder().setNetworkHash("\u00e9".repeat(100_000)).build()))
        .isEqualTo(Refusal.UNKNOWN_NETWORK);
  }

  @Test
  void aValueThatNoChannelHasCountsAsTheNearestAndComesBackAsItWas() {
    assertThat(WINDOW.getObserved().byteAt(OBSERVED)).isEqualTo((byte) 1);
    ImputeResponse nearest = impute(70);
    ImputeResponse wild = impute(Float.MAX_VALUE);
    assertThat(wild.getValues(OBSERVED)).isEqualTo(Float.MAX_VALUE);
    assertThat(wild.getValuesList().subList(0, OBSERVED))
        .isEqualTo(nearest.getValuesList().subList(0, OBSERVED));
  }

  private ImputeResponse impute(float value) {
    return service
        .stub()
        .impute(Requests.impute(WINDOW.toBuilder().setValues(OBSERVED, value).build(), 1));
  }

  private Refusal refusal(TrafficWindow window) {
    return Refusals.reason(catchThrowable(() -> service.stub().impute(Requests.impute(window, 1))));
  }

  private static Timestamp seconds(long seconds, int nanos) {
    return Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();
  }
}
