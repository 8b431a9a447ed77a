package dev.fairway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.cli.feed.FeedPlan;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.ingest.simulate.SimulatedWorld;
import dev.fairway.series.MeasuredNetwork;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that runs is given models, without a restart: trained in processes of their own on what the
 * job has written, announced on the models topic, loaded while forecasts go on.
 */
class ModelSwapIT {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final Duration HISTORY = Duration.ofDays(4);
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  @TempDir private Path directory;

  @Test
  void forecastsGoFromTheBaselineToTheTrainedModelWithoutAGap() throws Exception {
    SimulatedWorld world = SimulatedWorld.small(7, START);
    MeasuredNetwork roads = world.roads();
    FeedPlan plan =
        new FeedPlan(roads, "small world", START, HISTORY, () -> world.roadSource(Instant.MAX));
    DemoSettings settings =
        new DemoSettings(
            directory, "300x", Optional.empty(), 0, 0, true, Duration.ofSeconds(30), 1);

    try (Demo demo = new Demo(settings, List.of(plan), Clock.systemUTC(), line -> {})) {
      String kafka = demo.start().kafka();
      String forecaster = awaitPromotion(kafka, ModelEvent.Role.FORECASTER);
      awaitForecast(kafka, f -> f.getModel().equals(forecaster));
      String diffusion = awaitPromotion(kafka, ModelEvent.Role.DIFFUSION);
      awaitForecast(kafka, f -> f.getImputation().equals("diffusion:" + diffusion));

      List<Forecast> forecasts = forecasts(kafka);
      assertThat(forecasts.get(0).getModel()).isIn("seasonal", "last-value");
      assertEveryWindowOnce(forecasts, roads);
      assertThat(modelsInOrder(forecasts).indexOf(forecaster))
          .as("the baseline's forecasts come before the model's")
          .isPositive();
    }
  }

  /** The model that was promoted; fails at once where a training has failed. */
  private static String awaitPromotion(String kafka, ModelEvent.Role role) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> ended(kafka, role), Optional::isPresent)
        .filter(e -> e.getStatus() == ModelEvent.Status.PROMOTED)
        .orElseThrow(() -> new AssertionError(role + " was not promoted: " + ended(kafka, role)))
        .getModel();
  }

  private static Optional<ModelEvent> ended(String kafka, ModelEvent.Role role) {
    return Committed.read(kafka, Topic.MODELS, ModelEvent.getDefaultInstance()).stream()
        .filter(e -> e.getRole() == role && e.getStatus() != ModelEvent.Status.TRAINING)
        .findFirst();
  }

  private static void awaitForecast(String kafka, Predicate<Forecast> wanted) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> forecasts(kafka).stream().anyMatch(wanted));
  }

  private static List<Forecast> forecasts(String kafka) {
    return Committed.read(kafka, Topic.FORECASTS, Forecast.getDefaultInstance());
  }

  private static void assertEveryWindowOnce(List<Forecast> forecasts, MeasuredNetwork measured) {
    int each = measured.network().size() * measured.forecastChannels().length;
    TreeMap<Instant, Long> byWindow =
        forecasts.stream()
            .collect(
                Collectors.groupingBy(
                    f -> Times.toInstant(f.getIssueTime()), TreeMap::new, Collectors.counting()));
    assertThat(byWindow.values()).as("forecasts of each window").containsOnly((long) each);
    Duration span = Duration.between(byWindow.firstKey(), byWindow.lastKey());
    assertThat(byWindow)
        .as("windows without a gap")
        .hasSize((int) span.dividedBy(measured.interval()) + 1);
  }

  private static List<String> modelsInOrder(List<Forecast> forecasts) {
    Map<Instant, String> byWindow =
        forecasts.stream()
            .collect(
                Collectors.toMap(
                    f -> Times.toInstant(f.getIssueTime()),
                    Forecast::getModel,
                    (one, other) -> one,
                    TreeMap::new));
    return byWindow.values().stream().distinct().toList();
  }
}
