package dev.fairway.diffusion.service;

import static dev.fairway.diffusion.service.Requests.impute;
import static dev.fairway.diffusion.service.Requests.message;
import static dev.fairway.diffusion.service.Requests.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DescribeRequest;
import dev.fairway.contract.v1.DescribeResponse;
import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.DiffusionServiceGrpc.DiffusionServiceBlockingStub;
import dev.fairway.contract.v1.EncodeRequest;
import dev.fairway.contract.v1.EncodeResponse;
import dev.fairway.contract.v1.EncodeSpec;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.contract.v1.ImputeResponse;
import dev.fairway.contract.v1.ImputeSpec;
import dev.fairway.contract.v1.SampleRequest;
import dev.fairway.contract.v1.SampleResponse;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.Imputation;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.represent.DiffusionFeatures;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowSeed;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real gRPC on the loopback address. */
class DiffusionServerTest {

  private static final int SITES = 4;

  @TempDir Path directory;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ModelShelf shelf = new ModelShelf(1, meters);
  private ModelBundle bundle;
  private DiffusionServer server;
  private ManagedChannel channel;
  private DiffusionServiceBlockingStub stub;

  @BeforeEach
  void start() throws IOException, BundleException {
    bundle = RingRoad.randomBundle(directory, SITES, 1);
    server =
        DiffusionServer.start(
            new ServerSettings(
                "127.0.0.1",
                0,
                Together.ON_CPU,
                2,
                new ServiceLimits(90_000, 1000, 100),
                Duration.ofSeconds(10),
                false),
            shelf,
            meters);
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    stub = DiffusionServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
    shelf.close();
  }

  @Test
  void withoutAModelItSaysSoAndIsHealthy() {
    assertStatus(
        Status.Code.FAILED_PRECONDITION,
        "no model for network ring yet",
        () -> stub.impute(impute(message(RingRoad.windowWithHoles(SITES)), 1)));
    assertThat(stub.describe(DescribeRequest.getDefaultInstance()).getModelsList()).isEmpty();
    assertThat(
            HealthGrpc.newBlockingStub(channel)
                .check(
                    HealthCheckRequest.newBuilder()
                        .setService(DiffusionServiceGrpc.SERVICE_NAME)
                        .build())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void answersWhatTheModelAnswers() throws IOException, BundleException {
    shelf.load(bundle.directory());
    TrafficWindow window = RingRoad.windowWithHoles(SITES);
    ImputeResponse imputed = stub.impute(impute(message(window), 3));
    TrafficWindow whole = RingRoad.wave(SITES, RingRoad.STEPS).window(0, RingRoad.STEPS);
    EncodeResponse encoded =
        stub.encode(EncodeRequest.newBuilder().setWindow(message(whole)).setSeed(3).build());
    try (DiffusionModel model = DiffusionModel.open(bundle.directory())) {
      Imputation expected = model.impute(window, 3);
      assertThat(imputed.getValuesList()).isEqualTo(WindowMessages.boxed(expected.values()));
      assertThat(imputed.getSpreadList()).isEqualTo(WindowMessages.boxed(expected.spread()));
      assertThat(encoded.getRepresentationList())
          .isEqualTo(WindowMessages.boxed(model.encode(whole, 3)));
    }
    assertThat(imputed.getModel()).isEqualTo(bundle.id());
    assertThat(encoded.getSites()).isEqualTo(SITES);
    assertThat(encoded.getWidth()).isEqualTo(8);
    for (int i = 0; i < window.values().length; i++) {
      if (window.observed()[i]) {
        assertThat(imputed.getValues(i)).isEqualTo(window.values()[i]);
      }
    }
    assertThat(meters.get("fairway.diffusion.evaluations").counter().count()).isEqualTo(5);
    DescribeResponse described = stub.describe(DescribeRequest.getDefaultInstance());
    assertThat(described.getModels(0).getModel()).isEqualTo(bundle.id());
    assertThat(described.getModels(0).getTapsCount()).isEqualTo(5);
    assertThat(described.getModels(0).getChannelsList()).containsExactly("flow", "speed");
    assertThat(described.getModels(0).getSites()).isEqualTo(SITES);
    assertThat(described.getModels(0).getSteps()).isEqualTo(RingRoad.STEPS);
    assertThat(described.getModels(0).getNetworkHash())
        .isEqualTo(RingRoad.measured(SITES).network().hash());
    assertThat(described.getDevice()).isEqualTo("cpu");
    assertThat(described.getLimits().getCells()).isEqualTo(90_000);
    assertThat(described.getLimits().getQueue()).isEqualTo(2);
  }

  @Test
  void enrichFillsThenEncodes() throws IOException, BundleException {
    shelf.load(bundle.directory());
    var window = message(RingRoad.windowWithHoles(SITES));
    EnrichRequest both =
        EnrichRequest.newBuilder()
            .setWindow(window)
            .setEncode(EncodeSpec.getDefaultInstance())
            .setImpute(ImputeSpec.getDefaultInstance())
            .setSeed(4)
            .build();
    EnrichResponse enriched = stub.enrich(both);
    assertThat(enriched.getImputation()).isEqualTo(stub.impute(impute(window, 4)));
    var filled =
        window.toBuilder()
            .clearValues()
            .addAllValues(enriched.getImputation().getValuesList())
            .setObserved(ByteString.copyFrom(ones(window.getValuesCount())))
            .build();
    assertThat(enriched.getRepresentation())
        .isEqualTo(stub.encode(EncodeRequest.newBuilder().setWindow(filled).setSeed(4).build()));
    assertThat(stub.enrich(both)).isEqualTo(enriched);
    assertThat(stub.enrich(both.toBuilder().clearEncode().build()).hasRepresentation()).isFalse();
    assertStatus(
        Status.Code.INVALID_ARGUMENT,
        "cells are missing",
        () -> stub.enrich(both.toBuilder().clearImpute().build()));
  }

  /** What a forecaster was trained with offline is what the stream asks for, bit for bit. */
  @Test
  void theStreamGetsTheFeaturesThatAForecasterIsTrainedWith() throws Exception {
    shelf.load(bundle.directory());
    TrafficSeries series = RingRoad.wave(SITES, 40);
    for (int t = 0; t < series.steps(); t += 3) {
      series.clear(t, t % SITES, t % 2);
    }
    TrafficWindow window = series.window(7, RingRoad.STEPS);
    EnrichResponse enriched =
        stub.enrich(
            EnrichRequest.newBuilder()
                .setWindow(message(window))
                .setEncode(EncodeSpec.getDefaultInstance())
                .setImpute(ImputeSpec.getDefaultInstance())
                .setSeed(WindowSeed.of("ring", window.start()))
                .build());
    try (DiffusionModel model = DiffusionModel.open(bundle.directory())) {
      DiffusionFeatures features = new DiffusionFeatures(model, series);
      assertThat(enriched.getRepresentation().getRepresentationList())
          .isEqualTo(WindowMessages.boxed(features.of(7)));
      assertThat(enriched.getRepresentation().getModel()).isEqualTo(features.encoder());
    }
  }

  @Test
  void samplesWindows() throws IOException, BundleException {
    shelf.load(bundle.directory());
    SampleRequest request =
        SampleRequest.newBuilder()
            .setNetwork("ring")
            .setStart(Times.toTimestamp(RingRoad.START))
            .setSamples(3)
            .setEvaluations(2)
            .setSeed(5)
            .build();
    SampleResponse sampled = stub.sample(request);
    assertThat(sampled.getWindowsList()).hasSize(3).doesNotHaveDuplicates();
    assertThat(sampled.getWindows(0).getValuesCount()).isEqualTo(2 * RingRoad.STEPS * SITES);
    assertThat(stub.sample(request)).isEqualTo(sampled);
  }

  @Test
  void requestsThatDoNotFitAreRefused() throws IOException, BundleException {
    shelf.load(bundle.directory());
    var window = message(RingRoad.windowWithHoles(SITES));
    assertStatus(
        Status.Code.INVALID_ARGUMENT,
        "hash",
        () -> stub.impute(impute(window.toBuilder().clearNetworkHash().build(), 1)));
    assertStatus(
        Status.Code.INVALID_ARGUMENT,
        "97 values",
        () -> stub.impute(impute(window.toBuilder().addValues(1).build(), 1)));
    assertStatus(
        Status.Code.INVALID_ARGUMENT,
        "(2, 6, 8)",
        () -> stub.impute(impute(window.toBuilder().setSteps(6).setSites(8).build(), 1)));
    assertStatus(
        Status.Code.INVALID_ARGUMENT,
        "cells are missing",
        () -> stub.encode(EncodeRequest.newBuilder().setWindow(window).build()));
    assertStatus(
        Status.Code.INVALID_ARGUMENT,
        "Tap 9",
        () ->
            stub.enrich(
                EnrichRequest.newBuilder()
                    .setWindow(window)
                    .setImpute(ImputeSpec.getDefaultInstance())
                    .setEncode(EncodeSpec.newBuilder().addTaps(9))
                    .build()));
    assertStatus(
        Status.Code.INVALID_ARGUMENT,
        "evaluations: 101",
        () -> stub.impute(impute(window, 1, 101, 1)));
    assertStatus(
        Status.Code.INVALID_ARGUMENT, "samples: -1", () -> stub.impute(impute(window, 1, 1, -1)));
    assertStatus(
        Status.Code.INVALID_ARGUMENT,
        "channels x steps x sites x samples",
        () -> stub.impute(impute(window, 1, 1, 1000).toBuilder().setSpec(spec(1, 1000)).build()));
  }

  @Test
  void aNewModelTakesOverWhileTheOldOneIsInUse() throws IOException, BundleException {
    String first = shelf.load(bundle.directory());
    try (ModelLease lease = shelf.borrow("ring", "")) {
      String second = shelf.load(RingRoad.randomBundle(directory, SITES, 2).directory());
      assertThat(second).isNotEqualTo(first);
      assertThat(lease.model().impute(RingRoad.windowWithHoles(SITES), 1).values()).isNotEmpty();
      assertThat(stub.impute(impute(message(RingRoad.windowWithHoles(SITES)), 1)).getModel())
          .isEqualTo(second);
    }
  }

  private static void assertStatus(Status.Code code, String words, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  private static byte[] ones(int count) {
    byte[] ones = new byte[count];
    java.util.Arrays.fill(ones, (byte) 1);
    return ones;
  }
}
