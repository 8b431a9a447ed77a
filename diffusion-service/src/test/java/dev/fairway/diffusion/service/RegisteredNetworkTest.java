package dev.fairway.diffusion.service;

import static dev.fairway.diffusion.service.Requests.impute;
import static dev.fairway.diffusion.service.Requests.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.DescribeRequest;
import dev.fairway.contract.v1.ImputeRequest;
import dev.fairway.contract.v1.ImputeResponse;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.contract.v1.RegisterNetworkRequest;
import dev.fairway.contract.v1.RegisterNetworkResponse;
import dev.fairway.contract.v1.SampleRequest;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ring of 4 sites has become one of 5: over real gRPC. */
class RegisteredNetworkTest {

  private static final int TRAINED = 4;
  private static final int NOW = 5;
  private static final ImputeRequest REQUEST = impute(message(RingRoad.windowWithHoles(NOW)), 7);

  @TempDir Path directory;
  private RunningService service;
  private ModelBundle bundle;

  @BeforeEach
  void start() throws IOException, BundleException {
    service =
        new RunningService(
            Together.ON_CPU, 2, Duration.ofSeconds(10), false, new SimpleMeterRegistry());
    bundle = RingRoad.randomBundle(directory, TRAINED, 1);
    service.shelf.load(bundle.directory());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void itIsSentOnceAndThenNamedByItsHash() throws IOException, BundleException {
    assertRefused(Refusal.UNKNOWN_NETWORK, "RegisterNetwork", () -> service.stub().impute(REQUEST));
    RegisterNetworkResponse registered = register(NOW);
    assertThat(registered.getNetworkHash()).isEqualTo(REQUEST.getWindow().getNetworkHash());
    assertThat(registered.getNewSitesList()).containsExactly("s4");
    ImputeResponse answer = service.stub().impute(REQUEST);
    try (DiffusionModel model = DiffusionModel.open(bundle.directory());
        DiffusionModel here = model.on(RingRoad.measured(NOW), UnaryOperator.identity())) {
      assertThat(answer.getValuesList())
          .isEqualTo(WindowMessages.boxed(here.impute(RingRoad.windowWithHoles(NOW), 7).values()));
    }
    assertThat(
            service
                .stub()
                .sample(
                    SampleRequest.newBuilder()
                        .setNetwork("ring")
                        .setNetworkHash(registered.getNetworkHash())
                        .build())
                .getWindows(0)
                .getSites())
        .isEqualTo(NOW);
    assertThat(
            service
                .stub()
                .describe(DescribeRequest.getDefaultInstance())
                .getModels(0)
                .getRegisteredHashesList())
        .containsExactly(registered.getNetworkHash());
    assertThat(service.stub().impute(impute(message(RingRoad.windowWithHoles(TRAINED)), 7)))
        .isNotNull();
  }

  @Test
  void itOutlivesAChangeOfTheModel() throws IOException, BundleException {
    register(NOW);
    ImputeResponse before = service.stub().impute(REQUEST);
    String next = service.shelf.load(RingRoad.randomBundle(directory, TRAINED, 2).directory());
    ImputeResponse after = service.stub().impute(REQUEST);
    assertThat(after.getModel()).isEqualTo(next);
    assertThat(after.getValuesList()).isNotEqualTo(before.getValuesList());
  }

  @Test
  void ofManyTheLongestUnusedIsForgotten() {
    register(NOW);
    for (int sites = NOW + 1; sites < NOW + NetworkModels.REMEMBERED; sites++) {
      register(sites);
    }
    assertThat(service.stub().impute(REQUEST).getValuesCount()).isPositive();
    register(NOW + NetworkModels.REMEMBERED);
    assertThat(service.stub().impute(REQUEST).getValuesCount()).isPositive();
    assertRefused(
        Refusal.UNKNOWN_NETWORK,
        "not known",
        () -> service.stub().impute(impute(message(RingRoad.windowWithHoles(NOW + 1)), 7)));
  }

  /** A network's hash does not speak for its channels: the first to send it could spoil it. */
  @Test
  void whatIsPossibleInAChannelIsTheModelsToSay() throws IOException, BundleException {
    NetworkDefinition.Builder sent =
        NetworkDefinitions.toDefinition(RingRoad.measured(NOW)).toBuilder();
    sent.getChannelsBuilder(0).setMinimum(1e38).setMaximum(3e38);
    register(sent.build());
    ImputeResponse answer = service.stub().impute(REQUEST);
    try (DiffusionModel model = DiffusionModel.open(bundle.directory());
        DiffusionModel here = model.on(RingRoad.measured(NOW), UnaryOperator.identity())) {
      assertThat(answer.getValuesList())
          .isEqualTo(WindowMessages.boxed(here.impute(RingRoad.windowWithHoles(NOW), 7).values()));
    }
  }

  @Test
  void aNetworkThatCannotServeIsRefused() {
    NetworkDefinition sent = NetworkDefinitions.toDefinition(RingRoad.measured(NOW));
    assertRefused(
        Refusal.INVALID,
        "its hash is 'wrong'",
        () -> register(sent.toBuilder().setHash("wrong").build()));
    assertRefused(
        Refusal.INVALID, "PT10M", () -> register(sent.toBuilder().setIntervalSeconds(600).build()));
    assertRefused(
        Refusal.INVALID,
        "[flow in veh/h]",
        () -> register(sent.toBuilder().removeChannels(1).build()));
    assertRefused(
        Refusal.NO_MODEL,
        "no model for network elsewhere",
        () -> register(sent.toBuilder().setNetwork("elsewhere").build()));
    assertRefused(
        Refusal.OVER_LIMIT,
        "4800000 asked for",
        () -> register(NetworkDefinitions.toDefinition(RingRoad.measured(200_000))));
  }

  private RegisterNetworkResponse register(int sites) {
    return register(NetworkDefinitions.toDefinition(RingRoad.measured(sites)));
  }

  private RegisterNetworkResponse register(NetworkDefinition network) {
    return service
        .stub()
        .registerNetwork(RegisterNetworkRequest.newBuilder().setNetwork(network).build());
  }

  private static void assertRefused(Refusal reason, String words, ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasMessageContaining(words)
        .satisfies(e -> assertThat(Refusals.reason(e)).isEqualTo(reason));
  }
}
