package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Headers;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.TopicReader;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.ingest.feed.TopicCreator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on a real broker, through three lives. */
class ForecastJobIT {

  private static final int PARTITIONS = 2;
  private static final int SITES = 3;
  private static final int CHANNELS = 2;
  private static final String NOBODY = "127.0.0.1:1";

  @TempDir private Path directory;

  @Test
  void everyIntervalAndForecastComesOnceThroughRestartsAndMarksWhatItLacks() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
      String servers = broker.bootstrapServers();
      TopicCreator.singleBroker(PARTITIONS).create(servers);
      try (Feed feed = new Feed(servers, PARTITIONS);
          CommittedRecords<SiteInterval> intervals =
              new CommittedRecords<>(servers, Topic.INTERVALS, SiteInterval.getDefaultInstance());
          CommittedRecords<Forecast> forecasts =
              new CommittedRecords<>(servers, Topic.FORECASTS, Forecast.getDefaultInstance());
          CommittedRecords<DeadLetter> deadLetters =
              new CommittedRecords<>(
                  servers, Topic.DEAD_LETTERS, DeadLetter.getDefaultInstance())) {

        // First life, without a model, so that nobody has anything to ask; with input that must be
        // refused.
        feedBadInput(feed);
        feed.observeAll(0, 14);
        feed.heartbeat(14);
        try (MoodyDiffusionService service = new MoodyDiffusionService();
            EmbeddedFlink flink = start(servers, service.address())) {
          awaitForecasts(flink, forecasts, 14);
          assertThat(service.asked).isEmpty();
          feed.promote("road", RepresentedForecaster.ID, "bundle", RepresentedForecaster.ENCODER);
        }

        // Second life: a model that needs a representation which nobody gives.
        // Its interval was closed in the first.
        feed.observe("road", "a", 4, Map.of("flow", 9000.0));
        feed.observeAll(14, 17);
        feed.heartbeat(17);
        try (EmbeddedFlink flink = start(servers, NOBODY)) {
          awaitForecasts(flink, forecasts, 17);
        }

        // Third life: the service is there, and moody.
        feed.observeAll(17, 20);
        feed.heartbeat(20);
        try (MoodyDiffusionService service = new MoodyDiffusionService();
            EmbeddedFlink flink = start(servers, service.address())) {
          awaitForecasts(flink, forecasts, 20);
          assertThat(service.asked)
              .hasSizeGreaterThanOrEqualTo(3)
              .allMatch(request -> request.hasEncode() && !request.hasImpute());
        }

        assertIntervals(intervals.read());
        assertForecasts(forecasts.read());
        assertDeadLetters(deadLetters.read());
        assertLate(servers);
      }
    }
  }

  private static void feedBadInput(Feed feed) {
    feed.garbage();
    feed.observe("atlantis", "a", 0, Map.of("flow", 1.0));
    feed.observe("road", "nowhere", 0, Map.of("flow", 1.0));
    // The same reading as the good one that follows, with one channel wrong and one unknown.
    feed.observe("road", "a", 0, Map.of("flow", 100.0, "speed", 1e6, "noise", 3.0));
  }

  private static void assertIntervals(List<SiteInterval> intervals) {
    assertThat(intervals).hasSize(20 * SITES);
    assertThat(intervals.stream().map(i -> i.getSite() + i.getIntervalStart()).distinct())
        .hasSize(20 * SITES);
    assertThat(intervals)
        .allSatisfy(
            interval -> {
              long minutes =
                  (Times.toInstant(interval.getIntervalStart()).toEpochMilli() - Networks.at(0))
                      / Networks.MINUTE;
              assertThat(interval.getValuesMap())
                  .containsEntry("flow", 100 + minutes / 5.0)
                  .containsEntry("speed", 20.0);
            });
  }

  private static void assertForecasts(List<Forecast> forecasts) {
    assertThat(forecasts).hasSize(9 * SITES * CHANNELS);
    assertThat(
            forecasts.stream().map(f -> f.getSite() + f.getChannel() + f.getIssueTime()).distinct())
        .hasSize(9 * SITES * CHANNELS);
    for (int issue = 12; issue <= 20; issue++) {
      List<Forecast> issued = at(forecasts, issue);
      assertThat(issued).hasSize(SITES * CHANNELS);
      Forecast flow =
          issued.stream().filter(f -> f.getChannel().equals("flow")).findFirst().orElseThrow();
      assertThat(flow.getUnit()).isEqualTo("veh/h");
      assertThat(flow.getStepsList()).hasSize(12);
      assertThat(flow.getSteps(0).getTargetTime()).isEqualTo(flow.getIssueTime());
      assertThat(flow.getImputation()).isEqualTo("none");
      if (issue < 15) {
        assertThat(issued).allMatch(f -> !f.getFallback() && f.getModel().equals("last-value"));
        assertThat(flow.getSteps(11).getMean()).isEqualTo(99.0 + issue);
      } else if (issue == 18) {
        assertThat(issued)
            .allMatch(f -> !f.getFallback() && f.getModel().equals(RepresentedForecaster.ID))
            .allMatch(f -> f.getRepresentation().equals(RepresentedForecaster.ENCODER))
            .allMatch(f -> f.getSteps(3).getMean() == MoodyDiffusionService.REPRESENTATION);
      } else {
        String reason = issue < 18 ? "UNAVAILABLE" : issue == 19 ? "2 x 1" : "within 1000 ms";
        assertThat(issued)
            .allMatch(f -> f.getFallback() && f.getModel().equals("last-value"))
            .allSatisfy(f -> assertThat(f.getFallbackReason()).contains(reason));
      }
    }
  }

  private static void assertDeadLetters(List<DeadLetter> letters) {
    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .containsExactlyInAnyOrder(
            DeadLetter.Reason.MALFORMED,
            DeadLetter.Reason.UNKNOWN_NETWORK,
            DeadLetter.Reason.UNKNOWN_SITE,
            DeadLetter.Reason.UNKNOWN_CHANNEL,
            DeadLetter.Reason.OUT_OF_RANGE);
    assertThat(letters).allMatch(letter -> !letter.getRaw().isEmpty());
  }

  private static void assertLate(String servers) {
    List<ConsumerRecord<byte[], byte[]>> late = new ArrayList<>();
    try (TopicReader reader = TopicReader.committed(servers, Topic.LATE)) {
      reader.forEach(late::add);
    }
    assertThat(late).hasSize(1);
    assertThat(late.get(0).headers().lastHeader(Headers.LATE_SITE).value())
        .asString()
        .isEqualTo("a");
    assertThat(late.get(0).headers().lastHeader(Headers.LATE_INTERVAL).value())
        .asString()
        .isEqualTo("2014-02-12T08:00:00Z");
    assertThat(late.get(0).value()).asString().contains("\"LATE\"");
  }

  private static List<Forecast> at(List<Forecast> forecasts, int issue) {
    return forecasts.stream()
        .filter(f -> Times.toInstant(f.getIssueTime()).toEpochMilli() == Networks.at(5.0 * issue))
        .toList();
  }

  private static void awaitForecasts(
      EmbeddedFlink flink, CommittedRecords<Forecast> forecasts, int lastIssue) {
    int expected = (lastIssue - 11) * SITES * CHANNELS;
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              assertThat(flink.failure()).isEmpty();
              return forecasts.read().size() >= expected;
            });
  }

  private EmbeddedFlink start(String servers, String diffusionAddress) throws Exception {
    return EmbeddedFlink.start(
        new JobConfig(
            servers,
            ContentType.JSON,
            Optional.of(diffusionAddress),
            Duration.ofMillis(1000),
            Duration.ofMillis(500),
            "set by EmbeddedFlink",
            Duration.ofMinutes(10),
            "fairway-it",
            Optional.empty(),
            1,
            List.of(Networks.ROAD, Networks.WATERWAY),
            (bundle, network) -> new RepresentedForecaster()),
        directory.resolve("checkpoints"));
  }
}
