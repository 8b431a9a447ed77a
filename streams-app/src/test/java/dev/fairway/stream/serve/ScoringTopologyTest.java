package dev.fairway.stream.serve;

import static dev.fairway.stream.serve.Scene.at;
import static dev.fairway.stream.serve.Scene.forecast;
import static dev.fairway.stream.serve.Scene.interval;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.contract.v1.StepScore;
import dev.fairway.stream.serve.topology.Store;
import dev.fairway.stream.serve.view.Refused;
import dev.fairway.stream.serve.view.ScoreView;
import dev.fairway.stream.serve.view.Scores;
import dev.fairway.stream.serve.view.SiteDetail;
import dev.fairway.stream.serve.view.Sites;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringTopologyTest {

  @TempDir Path directory;
  private Scene scene;

  @BeforeEach
  void open() {
    scene = new Scene(directory);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aTruthScoresEveryForecastThatWasAboutIt() throws Exception {
    for (int issue = -13; issue <= 1; issue++) {
      scene.put(forecast(at(issue), 10 + issue));
    }
    scene.put(interval(at(0), 9.5));
    List<Score> scores = scene.scores();
    assertThat(scores).hasSize(1);
    Score score = scores.get(0);
    assertThat(score.getStepsList())
        .extracting(StepScore::getHorizon)
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    for (StepScore step : score.getStepsList()) {
      double mean = 10 - (step.getHorizon() - 1);
      assertThat(Times.toInstant(step.getTargetTime())).isEqualTo(at(0));
      assertThat(step.getObserved()).isEqualTo(9.5);
      assertThat(step.getMean()).isEqualTo(mean);
      assertThat(step.getAbsoluteError()).isEqualTo(Math.abs(9.5 - mean));
      assertThat(step.getSquaredError()).isEqualTo((9.5 - mean) * (9.5 - mean));
      assertThat(step.getCovered()).isEqualTo(Math.abs(9.5 - mean) <= 1);
      assertThat(step.getWidth()).isEqualTo(2);
      assertThat(step.getNominalCoverage()).isCloseTo(0.8, within(1e-12));
    }
  }

  @Test
  void theOrderOfTruthAndForecastChangesNoScore() throws Exception {
    long seed = 20260301;
    List<SiteInterval> truths = new ArrayList<>();
    List<Forecast> forecasts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      truths.add(interval(at(i), i % 7));
      forecasts.add(forecast(at(i), i % 5));
    }
    forecasts.forEach(scene::put);
    truths.forEach(scene::put);
    List<ScoreView> expected = running(scene);
    // 20 truths, 20 issues, horizons of 12: 9 whole triangles' rows and the last 11 cut short.
    assertThat(expected.stream().mapToLong(ScoreView::count).sum()).isEqualTo(9 * 12 + 66);
    // All but the first issue came after an interval whose value is known.
    assertThat(expected.stream().mapToLong(s -> s.persistence().count()).sum())
        .isEqualTo(9 * 12 + 66 - 12);

    for (int trial = 0; trial < 5; trial++) {
      List<Runnable> order = new ArrayList<>();
      try (Scene other = new Scene(directory)) {
        truths.forEach(t -> order.add(() -> other.put(t)));
        forecasts.forEach(f -> order.add(() -> other.put(f)));
        Collections.shuffle(order, new Random(seed + trial));
        order.forEach(Runnable::run);
        // But for the order in which floating point adds up.
        assertThat(running(other))
            .as("seed %s", seed + trial)
            .usingRecursiveComparison()
            .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-9, Double.class)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void aForecastThatComesAfterItsTruthsIsScoredInOneRecord() throws Exception {
    for (int i = 0; i < 12; i++) {
      if (i != 4) {
        scene.put(interval(at(i), i));
      }
    }
    scene.put(forecast(at(0), 3));
    List<Score> scores = scene.scores();
    assertThat(scores).hasSize(1);
    assertThat(scores.get(0).getStepsList())
        .extracting(StepScore::getHorizon, s -> Times.toInstant(s.getTargetTime()))
        .hasSize(11)
        .doesNotContain(tuple(5, at(4)))
        .contains(tuple(1, at(0)), tuple(12, at(11)));
    for (StepScore step : scores.get(0).getStepsList()) {
      assertThat(step.getObserved()).isEqualTo(step.getHorizon() - 1);
      assertThat(step.getAbsoluteError()).isEqualTo(Math.abs(step.getHorizon() - 4));
    }
  }

  @Test
  void nothingIsScoredTwice() throws Exception {
    scene.put(forecast(at(0), 3));
    scene.put(interval(at(0), 4));
    assertThat(scene.scores()).hasSize(1);
    scene.put(interval(at(0), 4));
    scene.put(forecast(at(0), 3));
    assertThat(scene.scores()).isEmpty();
    assertThat(count(1)).isEqualTo(1);
  }

  @Test
  void whatNeverHappenedIsNotScored() throws Exception {
    scene.put(forecast(at(0), 3));
    scene.put(interval(at(0), 4).toBuilder().clearValues().putValues("flow", 20).build());
    scene.put(interval(at(2), 4));
    List<Score> scores = scene.scores();
    assertThat(scores).hasSize(1);
    assertThat(scores.get(0).getStepsList())
        .extracting(s -> Times.toInstant(s.getTargetTime()))
        .containsExactly(at(2));
    assertThat(scores.get(0).getSteps(0).getHorizon()).isEqualTo(3);
  }

  @Test
  void aForecastThatWasScoredAndForgottenIsNotTakenInAgain() throws Exception {
    for (int i = 0; i < 40; i++) {
      scene.put(forecast(at(i), 1));
      scene.put(interval(at(i), 2));
    }
    scene.scores();
    long before = count(1);
    scene.put(forecast(at(0), 1));
    assertThat(scene.scores()).isEmpty();
    assertThat(count(1)).isEqualTo(before).isEqualTo(40);
  }

  @Test
  void memoryIsBoundedByEventTime() throws Exception {
    scene.close();
    scene = new Scene(directory, new Retention(30, 12));
    for (int i = 0; i < 200; i++) {
      scene.put(forecast(at(i), 1));
      scene.put(interval(at(i), 2));
    }
    assertThat(scene.size(Store.HISTORY)).isEqualTo(30);
    assertThat(scene.size(Store.FORECASTS)).isBetween(12, 14);
    // A site that falls silent: its forecasts go on, their truths do not come.
    for (int i = 200; i < 400; i++) {
      scene.put(forecast(at(i), 1));
    }
    assertThat(scene.size(Store.FORECASTS)).isEqualTo(30);
  }

  @Test
  void modelsAndFallbacksAreAddedUpApart() throws Exception {
    scene.put(Scene.network(Scene.NETWORK, Scene.SITE));
    scene.put(forecast(at(0), 1));
    scene.put(forecast(at(0), 5).toBuilder().setModel("abc").build());
    scene.put(forecast(at(-1), 7).toBuilder().setModel("abc").setFallback(true).build());
    scene.put(interval(at(0), 5));
    assertThat(new Scores(scene).of(Scene.NETWORK))
        .extracting(
            ScoreView::model,
            ScoreView::learned,
            ScoreView::fallback,
            ScoreView::horizon,
            ScoreView::mae,
            ScoreView::rmse)
        .containsExactly(
            tuple("seasonal", false, false, 1, 4.0, 4.0),
            tuple("abc", true, false, 1, 0.0, 0.0),
            tuple("abc", true, true, 2, 2.0, 2.0));
  }

  @Test
  void everyStepIsComparedWithTheRepetitionOfTheLastValueOnTheSameTruth() {
    scene.put(Scene.network(Scene.NETWORK, Scene.SITE));
    scene.put(interval(at(-1), 5));
    scene.put(forecast(at(0), 7));
    // As a forecaster that repeats the last value.
    scene.put(forecast(at(0), 5).toBuilder().setModel("last-value").build());
    scene.put(interval(at(0), 6));
    scene.put(interval(at(1), 9));
    assertThat(new Scores(scene).of(Scene.NETWORK))
        .extracting(ScoreView::model, ScoreView::horizon, ScoreView::persistence)
        .containsExactly(
            tuple("last-value", 1, new ScoreView.Persistence(1, 1, 1, 0.0)),
            tuple("last-value", 2, new ScoreView.Persistence(1, 4, 4, 0.0)),
            tuple("seasonal", 1, new ScoreView.Persistence(1, 1, 1, 0.0)),
            tuple("seasonal", 2, new ScoreView.Persistence(1, 2, 4, 0.5)));
  }

  @Test
  void whatHasNoLastValueIsScoredButNotCompared() {
    scene.put(forecast(at(0), 7));
    scene.put(interval(at(0), 6));
    assertThat(running(scene)).singleElement().extracting(ScoreView::persistence).isNull();
    scene.put(forecast(at(1), 7));
    scene.put(interval(at(1), 6));
    ScoreView nearest = running(scene).get(0);
    assertThat(nearest.count()).isEqualTo(2);
    // Repetition made no error: there is nothing to divide by.
    assertThat(nearest.persistence()).isEqualTo(new ScoreView.Persistence(1, 1, 0, null));
  }

  @Test
  void whatWasExpectedIsKeptAsLongAsWhatHappened() {
    scene.close();
    scene = new Scene(directory, new Retention(30, 12));
    scene.put(Scene.network(Scene.NETWORK, Scene.SITE));
    for (int i = 0; i < 100; i++) {
      scene.put(forecast(at(i), i));
      scene.put(interval(at(i), 2));
    }
    assertThat(scene.size(Store.ISSUED)).isEqualTo(30 + Retention.HORIZON);
    List<SiteDetail.PastView> history = new Sites(scene).site(Scene.NETWORK, Scene.SITE).history();
    assertThat(history).hasSize(30);
    for (SiteDetail.PastView past : history) {
      int n = (int) (past.start().getEpochSecond() - at(0).getEpochSecond()) / Scene.INTERVAL;
      assertThat(past.issued().get(Scene.CHANNEL))
          .containsOnlyKeys(3, 6, 12)
          .hasEntrySatisfying(12, step -> assertThat(step.mean()).isEqualTo(n - 11));
    }
  }

  @Test
  void whatCannotBeReadBecomesADeadLetterAndIsCounted() throws Exception {
    byte[] raw = "{\"network\": 7".getBytes(StandardCharsets.UTF_8);
    scene.putBytes(Topic.FORECASTS, raw);
    scene.put(forecast(at(0), 1).toBuilder().setIntervalSeconds(-5).build());
    scene.put(interval(at(0), Double.NaN));
    List<DeadLetter> letters = scene.deadLetters();
    assertThat(letters).hasSize(3);
    assertThat(letters.get(0).getRaw().toByteArray()).isEqualTo(raw);
    assertThat(letters.get(0).getSource()).startsWith(Topic.FORECASTS.topicName());
    assertThat(letters.get(1).getDetail()).contains("intervalSeconds", "-5");
    assertThat(letters.get(2).getDetail()).contains("speed", "NaN");
    assertThat(new Refused(scene).all())
        .singleElement()
        .satisfies(r -> assertThat(r.count()).isEqualTo(3));
    // Even a dead letter that is no dead letter is counted, and answered by no other.
    scene.putBytes(Topic.DEAD_LETTERS, raw);
    assertThat(new Refused(scene).all().get(0).count()).isEqualTo(4);
    scene.put(interval(at(0), 3));
    assertThat(scene.size(Store.HISTORY)).isEqualTo(1);
  }

  private static List<ScoreView> running(Scene scene) {
    scene.put(Scene.network(Scene.NETWORK, Scene.SITE));
    return new Scores(scene).of(Scene.NETWORK);
  }

  private long count(int horizon) {
    return running(scene).stream()
        .filter(s -> s.horizon() == horizon)
        .mapToLong(ScoreView::count)
        .sum();
  }
}
