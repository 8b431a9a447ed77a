package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.contract.v1.TrafficWindow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real gRPC on the loopback address. */
class DiffusionClientTest {

  private static final NetworkDefinition ROAD = NetworkDefinitions.toDefinition(Networks.ROAD);
  private static final EnrichRequest WINDOW =
      EnrichRequest.newBuilder()
          .setWindow(TrafficWindow.newBuilder().setNetwork("road").setNetworkHash(ROAD.getHash()))
          .build();

  private ForgetfulDiffusionService service;
  private DiffusionClient client;

  @BeforeEach
  void connect() throws IOException {
    service = new ForgetfulDiffusionService();
    client = new DiffusionClient(service.address(), ROAD, Duration.ofMinutes(1));
  }

  @AfterEach
  void disconnect() {
    client.close();
    service.close();
  }

  @Test
  void theNetworkIsSentOnceAndAgainWhenTheServiceHasForgottenIt() {
    for (int i = 0; i < 3; i++) {
      assertThat(client.enrich(WINDOW).join().getModel())
          .isEqualTo(ForgetfulDiffusionService.MODEL);
    }
    assertThat(service.sent)
        .singleElement()
        .satisfies(sent -> assertThat(sent.getNetwork()).isEqualTo(ROAD));
    service.forget();
    assertThat(client.enrich(WINDOW).join().getModel()).isEqualTo(ForgetfulDiffusionService.MODEL);
    assertThat(service.sent).hasSize(2);
  }

  @Test
  void windowsThatAreUnderwayTogetherAreAllAnswered() {
    List<CompletableFuture<EnrichResponse>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(client.enrich(WINDOW));
    }
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer.join().getModel()).isEqualTo(ForgetfulDiffusionService.MODEL));
  }

  @Test
  void withoutAModelTheNetworkIsNotSent() {
    service.hasModel = false;
    assertThatThrownBy(() -> client.enrich(WINDOW).join())
        .satisfies(e -> assertThat(Refusals.reason(e)).isEqualTo(Refusal.NO_MODEL));
    assertThat(service.sent).isEmpty();
  }

  /** It was sent, and is still not known: the window goes on without, there is no second round. */
  @Test
  void aWindowOfAnotherNetworkIsGivenUpAfterOneAttempt() {
    EnrichRequest other =
        EnrichRequest.newBuilder()
            .setWindow(TrafficWindow.newBuilder().setNetwork("road").setNetworkHash("another"))
            .build();
    assertThatThrownBy(() -> client.enrich(other).join())
        .satisfies(e -> assertThat(Refusals.reason(e)).isEqualTo(Refusal.UNKNOWN_NETWORK));
    assertThat(service.sent).hasSize(1);
  }
}
