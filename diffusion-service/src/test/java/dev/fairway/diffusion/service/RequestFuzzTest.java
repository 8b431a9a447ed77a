package dev.fairway.diffusion.service;

import static dev.fairway.diffusion.service.Requests.message;
import static dev.fairway.diffusion.service.Requests.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DescribeRequest;
import dev.fairway.contract.v1.DescribeResponse;
import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.EncodeRequest;
import dev.fairway.contract.v1.EncodeResponse;
import dev.fairway.contract.v1.EncodeSpec;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.contract.v1.ImputeRequest;
import dev.fairway.contract.v1.ImputeResponse;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.RegisterNetworkRequest;
import dev.fairway.contract.v1.RegisterNetworkResponse;
import dev.fairway.contract.v1.SampleRequest;
import dev.fairway.contract.v1.SampleResponse;
import dev.fairway.contract.v1.TrafficWindow;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.fuzz.FuzzRun;
import dev.fairway.fuzz.FuzzTarget;
import dev.fairway.fuzz.FuzzTests;
import dev.fairway.fuzz.Mutation;
import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad requests, over real gRPC on the loopback address: each is answered by finite numbers or by a
 * status that blames the caller, and the service goes on as before.
 */
class RequestFuzzTest {

  private static final int SITES = 4;
  private static final TrafficWindow HOLES = message(RingRoad.windowWithHoles(SITES));
  private static final TrafficWindow WHOLE =
      message(RingRoad.wave(SITES, RingRoad.STEPS).window(0, RingRoad.STEPS));
  private static final ImputeRequest GOOD = Requests.impute(HOLES, 7, 2, 2);

  /** gRPC logs a stack for each request that is no message. */
  private static final Logger NO_MESSAGES =
      Logger.getLogger("io.grpc.internal.SerializingExecutor");

  @TempDir private static Path directory;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    NO_MESSAGES.setLevel(Level.OFF);
    service =
        new RunningService(
            Together.ON_CPU, 8, Duration.ofSeconds(10), false, new SimpleMeterRegistry());
    service.shelf.load(RingRoad.randomBundle(directory, SITES, 1).directory());
  }

  @AfterAll
  static void stop() {
    service.close();
    NO_MESSAGES.setLevel(null);
  }

  @TestFactory
  List<DynamicTest> everyCallEndsWithAnAnswerOrBlamesTheCaller() {
    return FuzzTests.of(targets(), 60);
  }

  @TestFactory
  List<DynamicTest> goodRequestsAreAnswered() {
    return FuzzTests.ofSeeds(targets());
  }

  @Test
  void afterBadRequestsAGoodOneIsAnsweredAsBefore() throws Exception {
    ImputeResponse before = service.stub().impute(GOOD);
    for (FuzzTarget target : targets()) {
      FuzzRun.of(target, 2, 10);
    }
    assertThat(service.stub().impute(GOOD)).isEqualTo(before);
  }

  private static List<FuzzTarget> targets() {
    FuzzedCalls calls = new FuzzedCalls(service.channel);
    return List.of(
        calls.target(
            DiffusionServiceGrpc.getDescribeMethod(),
            DescribeRequest.getDefaultInstance(),
            Mutation.OF_BYTES,
            DescribeResponse.parser(),
            (request, answer) -> assertThat(answer.getModelsCount()).isEqualTo(1)),
        calls.target(
            DiffusionServiceGrpc.getRegisterNetworkMethod(),
            RegisterNetworkRequest.newBuilder().setNetwork(otherNetwork()).build(),
            mutation(RegisterNetworkRequest.getDefaultInstance()).or(RequestFuzzTest::hashedAnew),
            RegisterNetworkResponse.parser(),
            (request, answer) -> sampleFrom(answer.getNetworkHash())),
        calls.target(
            DiffusionServiceGrpc.getEncodeMethod(),
            EncodeRequest.newBuilder()
                .setWindow(WHOLE)
                .setSpec(EncodeSpec.newBuilder().setNoiseLevel(0.3).addTaps(1).addTaps(3))
                .setSeed(1)
                .build(),
            mutation(EncodeRequest.getDefaultInstance()),
            EncodeResponse.parser(),
            (request, answer) -> assertRepresents(answer)),
        calls.target(
            DiffusionServiceGrpc.getImputeMethod(),
            GOOD,
            mutation(ImputeRequest.getDefaultInstance()),
            ImputeResponse.parser(),
            (request, answer) -> assertFills(request.getWindow(), answer)),
        calls.target(
            DiffusionServiceGrpc.getSampleMethod(),
            SampleRequest.newBuilder()
                .setNetwork("ring")
                .setStart(Times.toTimestamp(RingRoad.START))
                .setSamples(2)
                .setEvaluations(2)
                .build(),
            mutation(SampleRequest.getDefaultInstance()),
            SampleResponse.parser(),
            (request, answer) ->
                assertThat(answer.getWindowsList())
                    .isNotEmpty()
                    .allMatch(window -> window.getValuesCount() == WHOLE.getValuesCount())),
        calls.target(
            DiffusionServiceGrpc.getEnrichMethod(),
            EnrichRequest.newBuilder()
                .setWindow(HOLES)
                .setImpute(spec(2, 1))
                .setEncode(EncodeSpec.getDefaultInstance())
                .build(),
            mutation(EnrichRequest.getDefaultInstance()),
            EnrichResponse.parser(),
            RequestFuzzTest::assertEnriches));
  }

  private static Mutation mutation(Message prototype) {
    return Mutation.OF_BYTES.or(new MessageMutation(prototype));
  }

  private static void assertFills(TrafficWindow window, ImputeResponse answer) {
    assertThat(answer.getValuesCount()).isEqualTo(window.getValuesCount());
    assertThat(answer.getSpreadCount()).isEqualTo(window.getValuesCount());
    for (int i = 0; i < window.getValuesCount(); i++) {
      if (window.getObserved().byteAt(i) == 1) {
        assertThat(answer.getValues(i)).isEqualTo(window.getValues(i));
      }
    }
  }

  private static void assertRepresents(EncodeResponse answer) {
    assertThat(answer.getSites()).isPositive();
    assertThat(answer.getRepresentationCount()).isEqualTo(answer.getSites() * answer.getWidth());
  }

  private static void assertEnriches(EnrichRequest request, EnrichResponse answer) {
    assertThat(answer.hasImputation()).isEqualTo(request.hasImpute());
    assertThat(answer.hasRepresentation()).isEqualTo(request.hasEncode());
    if (answer.hasImputation()) {
      assertFills(request.getWindow(), answer.getImputation());
    }
    if (answer.hasRepresentation()) {
      assertRepresents(answer.getRepresentation());
    }
  }

  /** What was registered is of use: samples on it are finite, too. */
  private static void sampleFrom(String hash) {
    SampleResponse sampled =
        service
            .stub()
            .sample(
                SampleRequest.newBuilder()
                    .setNetwork("ring")
                    .setNetworkHash(hash)
                    .setStart(Times.toTimestamp(RingRoad.START))
                    .setSamples(1)
                    .setEvaluations(2)
                    .build());
    assertThat(sampled.getWindows(0).getValuesList()).isNotEmpty().allMatch(Float::isFinite);
  }

  /** The ring, and a site that the model has not seen. */
  private static NetworkDefinition otherNetwork() {
    return NetworkDefinitions.toDefinition(RingRoad.measured(SITES + 1));
  }

  /** Whoever lies about a network can say its right hash. */
  private static byte[] hashedAnew(SplittableRandom random, List<byte[]> seeds) {
    byte[] mutated =
        new MessageMutation(RegisterNetworkRequest.getDefaultInstance()).next(random, seeds);
    try {
      RegisterNetworkRequest.Builder request =
          RegisterNetworkRequest.parseFrom(mutated).toBuilder();
      request.getNetworkBuilder().setHash(hash(request.getNetwork()));
      return request.build().toByteArray();
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return mutated;
    }
  }

  private static String hash(NetworkDefinition definition) {
    return new TrafficNetwork(
            definition.getNetwork(),
            NetworkKind.ROAD,
            definition.getSitesList().stream()
                .map(site -> new Site(site.getId(), "", 0, 0))
                .toList(),
            definition.getLinksList().stream()
                .map(link -> new Link(link.getFrom(), link.getTo(), link.getMetres()))
                .toList())
        .hash();
  }
}
