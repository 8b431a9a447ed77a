package dev.fairway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.contract.v1.DescribeRequest;
import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.SampleRequest;
import dev.fairway.contract.v1.SampleResponse;
import dev.fairway.diffusion.train.DiffusionTrainer;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.ingest.feed.TopicCreator;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.format.FactSheetException;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fairway diffusion}, the process, is told to stop by SIGTERM. */
class StoppedServiceIT {

  private static final Pattern GREETING =
      Pattern.compile(
          "diffusion service on 127\\.0\\.0\\.1:(\\d+), computing on cpu; metrics on (http\\S+)");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What the JVM ends with where SIGTERM ended it: 128 + 15. */
  private static final int ENDED_BY_SIGTERM = 143;

  private static final int SAMPLES = 16;

  /** Seconds of work: it is underway when the signal comes. */
  private static final SampleRequest LONG =
      SampleRequest.newBuilder()
          .setNetwork("tiny")
          .setSamples(SAMPLES)
          .setEvaluations(400)
          .setSeed(1)
          .build();

  @TempDir Path home;

  @Test
  void whatWasAcceptedIsAnsweredBeforeTheProcessEnds() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(home.resolve("broker"), 0)) {
      TopicCreator.singleBroker(1).create(broker.bootstrapServers());
      promote(trained(), broker.bootstrapServers());
      Path log = home.resolve("service.log");
      Process process = OwnProcess.start(log, arguments(broker.bootstrapServers()));
      try {
        stopWhileItAnswers(process, greeting(process, log));
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertThat(Files.readString(log)).doesNotContain("not drained");
    }
  }

  private static void stopWhileItAnswers(Process process, Matcher greeting) throws Exception {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(greeting.group(1)))
            .usePlaintext()
            .build();
    try {
      var stub = DiffusionServiceGrpc.newBlockingStub(channel);
      await()
          .atMost(PATIENCE)
          .until(() -> stub.describe(DescribeRequest.getDefaultInstance()).getModelsCount() == 1);
      Future<SampleResponse> answer = DiffusionServiceGrpc.newFutureStub(channel).sample(LONG);
      await()
          .atMost(PATIENCE)
          .until(() -> metrics(greeting.group(2)).contains("fairway_diffusion_running 1.0"));
      process.destroy();
      assertThat(answer.get().getWindowsCount()).isEqualTo(SAMPLES);
      assertThat(process.waitFor()).isEqualTo(ENDED_BY_SIGTERM);
    } finally {
      channel.shutdownNow();
    }
  }

  private static List<String> arguments(String kafka) {
    return List.of(
        "diffusion",
        "--kafka",
        kafka,
        "--port",
        "0",
        "--metrics-port",
        "0",
        "--device",
        "cpu",
        "--drain",
        "PT50S");
  }

  /** A model that has hardly learned anything: what it answers does not matter here. */
  private ModelBundle trained() throws IOException, FactSheetException {
    TrafficSeries series =
        DataSet.open(
                TinyDataSet.write(home.resolve("tiny"), "tiny", "speed"),
                Optional.empty(),
                home.resolve("work"))
            .series()
            .series();
    return new DiffusionTrainer(
            TrainingSettings.defaults(1, Duration.ofMinutes(5), 1), Clock.systemUTC())
        .train(
            series,
            ChronologicalSplit.byFractions(series.steps(), 0.6, 0.2),
            models(),
            Optional.empty(),
            "test",
            progress -> {});
  }

  private void promote(ModelBundle bundle, String kafka) {
    StringWriter err = new StringWriter();
    int exit =
        Fairway.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute(
                "models", "promote", bundle.id(), "--dir", models().toString(), "--kafka", kafka);
    assertThat(exit).as(err.toString()).isZero();
  }

  private static Matcher greeting(Process process, Path log) throws IOException {
    await()
        .atMost(PATIENCE)
        .until(() -> !process.isAlive() || GREETING.matcher(Files.readString(log)).find());
    String printed = Files.readString(log);
    Matcher greeting = GREETING.matcher(printed);
    assertThat(greeting.find()).as(printed).isTrue();
    return greeting;
  }

  private static String metrics(String address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private Path models() {
    return home.resolve("models");
  }
}
