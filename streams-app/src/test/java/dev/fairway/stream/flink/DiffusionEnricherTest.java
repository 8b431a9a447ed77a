package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.v1.EnrichRequest;
import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked over real gRPC on the loopback address. */
class DiffusionEnricherTest {

  private static final int CELLS = 2 * 12 * 3;

  private MoodyDiffusionService service;
  private OneInputStreamOperatorTestHarness<WindowQuestion, EnrichedWindow> harness;

  @BeforeEach
  void open() throws Exception {
    service = new MoodyDiffusionService();
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new AsyncWaitOperatorFactory<>(
                new DiffusionEnricher(
                    new NetworkHandle(Networks.ROAD), service.address(), Duration.ofSeconds(30)),
                60_000,
                8,
                AsyncDataStream.OutputMode.ORDERED),
            TypeInformation.of(WindowQuestion.class).createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
    service.close();
  }

  private static WindowReady window(boolean hole) {
    WindowReady ready = new WindowReady();
    ready.start = Networks.at(0);
    ready.values = new float[CELLS];
    ready.observed = new boolean[CELLS];
    Arrays.fill(ready.observed, true);
    ready.observed[7] = !hole;
    return ready;
  }

  private EnrichedWindow enriched(boolean hole, boolean representation) throws Exception {
    harness.processElement(WindowQuestion.of(window(hole), representation), 0);
    harness.endInput();
    return harness.extractOutputValues().get(0);
  }

  @Test
  void whereNothingIsLackingAndNothingWishedForNobodyIsCalled() throws Exception {
    EnrichedWindow enriched = enriched(false, false);
    assertThat(service.asked).isEmpty();
    assertThat(enriched.problem).isEmpty();
    assertThat(enriched.representation).isEmpty();
  }

  @Test
  void aHoleIsAskedAboutWithoutARepresentation() throws Exception {
    EnrichedWindow enriched = enriched(true, false);
    assertThat(service.asked)
        .singleElement()
        .matches(request -> request.hasImpute() && !request.hasEncode());
    assertThat(enriched.problem).isEmpty();
    assertThat(enriched.representation).as("given, but not asked for").isEmpty();
  }

  @Test
  void aRepresentationIsAskedForWithoutImputationWhereNothingIsLacking() throws Exception {
    EnrichedWindow enriched = enriched(false, true);
    assertThat(service.asked)
        .singleElement()
        .matches(request -> !request.hasImpute() && request.hasEncode());
    assertThat(enriched.representation)
        .containsOnly(MoodyDiffusionService.REPRESENTATION)
        .hasSize(3);
  }

  @Test
  void bothAreAskedForInOneCall() throws Exception {
    enriched(true, true);
    assertThat(service.asked)
        .singleElement()
        .matches(EnrichRequest::hasEncode)
        .matches(EnrichRequest::hasImpute);
  }
}
