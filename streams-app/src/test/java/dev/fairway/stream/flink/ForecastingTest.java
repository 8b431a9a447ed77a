package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.v1.EncodeResponse;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ImputeResponse;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.Prediction;
import dev.fairway.forecast.baseline.BaselineForecaster;
import dev.fairway.forecast.baseline.FilledWindow;
import dev.fairway.forecast.baseline.QuantileTracker;
import dev.fairway.forecast.baseline.SeasonalFiller;
import dev.fairway.forecast.baseline.SeasonalProfile;
import dev.fairway.series.TrafficWindow;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a window in which site a said nothing of its last flow. */
class ForecastingTest {

  private static final int HOLE = 11 * 3;

  private final Enrichment enrichment = new Enrichment(Networks.ROAD);
  private final Forecasting forecasting = new Forecasting(Networks.ROAD);
  private final WindowReady ready = windowWithHole();

  @Test
  void imputedValuesGoInWhereNothingWasObservedAndNowhereElse() {
    EnrichedWindow enriched = enrichment.accept(WindowQuestion.of(ready, true), answer(1, 500));
    assertThat(enriched.problem).isEmpty();
    assertThat(enriched.imputed[HOLE]).isEqualTo(500);
    assertThat(enriched.imputed[HOLE + 1]).as("observed").isEqualTo(100);
    Forecast forecast = first(enriched, new Repeater(1, Optional.empty()));
    assertThat(forecast.getSteps(0).getMean()).isEqualTo(500);
    assertThat(forecast.getImputation()).isEqualTo("diffusion:imputer");
    assertThat(forecast.getImputedShare()).isEqualTo(1 / 24.0);
    assertThat(forecast.getFallback()).isFalse();
  }

  @Test
  void imputedValuesStayWithinWhatIsPossible() {
    assertThat(enrichment.accept(WindowQuestion.of(ready, true), answer(1, -5)).imputed[HOLE])
        .isZero();
    assertThat(enrichment.accept(WindowQuestion.of(ready, true), answer(1, Float.NaN)).imputed)
        .isEmpty();
  }

  @Test
  void forecastsStayWithinWhatIsPossible() {
    Forecast forecast =
        first(EnrichedWindow.without(ready, ""), new Repeater(-1e6f, Optional.empty()));
    assertThat(forecast.getSteps(0).getMean()).isZero();
    assertThat(forecast.getSteps(0).getQuantilesList()).containsOnly(0.0);
  }

  @Test
  void theRepresentationOfAnotherModelIsNotUsed() {
    Forecast forecast =
        first(
            enrichment.accept(WindowQuestion.of(ready, true), answer(1, 500)),
            new Repeater(1, Optional.of("other")));
    assertThat(forecast.getFallback()).isTrue();
    assertThat(forecast.getFallbackReason()).contains("other", "encoder");
    assertThat(forecast.getModel()).isEqualTo("last-value");
    assertThat(forecast.getImputation()).as("the baseline's own").isEqualTo("last-value");
    assertThat(forecast.getRepresentation()).isEmpty();
  }

  /** It was promoted while the window was on its way. */
  @Test
  void aModelThatFindsAWindowWithoutTheRepresentationItTakesSaysSo() {
    Forecast forecast =
        first(
            enrichment.accept(WindowQuestion.of(ready, false), answer(1, 500)),
            new Repeater(1, Optional.of("encoder")));
    assertThat(forecast.getFallbackReason()).contains("no representation", "promoted");
    assertThat(forecast.getRepresentation()).isEmpty();
  }

  @Test
  void aModelThatTakesNoRepresentationDoesNotMindOne() {
    Forecast forecast =
        first(
            enrichment.accept(WindowQuestion.of(ready, true), answer(1, 500)),
            new Repeater(1, Optional.empty()));
    assertThat(forecast.getFallback()).isFalse();
    assertThat(forecast.getRepresentation()).isEmpty();
  }

  @Test
  void aModelThatPredictsNoNumberIsReplaced() {
    Forecast forecast =
        first(EnrichedWindow.without(ready, ""), new Repeater(Float.NaN, Optional.empty()));
    assertThat(forecast.getFallbackReason()).contains("not a number");
    assertThat(forecast.getSteps(0).getMean()).isEqualTo(100);
  }

  @Test
  void aModelThatCannotBeLoadedIsSaidToBeMissing() {
    try (ModelSlot slot =
        new ModelSlot(
            Networks.ROAD,
            (bundle, network) -> {
              throw new IOException("truncated: " + bundle);
            })) {
      slot.use(promoted("damaged"));
      Issue issue = forecasting.issue(EnrichedWindow.without(ready, ""), slot);
      assertThat(new ForecastRecords(Networks.ROAD, ready, issue).record(0, 0).getFallbackReason())
          .contains("damaged", "truncated: somewhere");
    }
  }

  @Test
  void aModelThatCannotBeLoadedLeavesTheOneBeforeInUseAndForecastsSaySo() {
    try (ModelSlot slot =
        new ModelSlot(
            Networks.ROAD,
            (bundle, network) -> {
              if (bundle.endsWith("bad")) {
                throw new IOException("truncated: " + bundle);
              }
              return new Repeater(1, Optional.empty());
            })) {
      slot.use(promoted("repeater"));
      PromotedModel bad = promoted("damaged");
      bad.bundle = "bad";
      slot.use(bad);
      Issue issue = forecasting.issue(EnrichedWindow.without(ready, ""), slot);
      Forecast forecast = new ForecastRecords(Networks.ROAD, ready, issue).record(0, 0);
      assertThat(forecast.getModel()).isEqualTo("repeater");
      assertThat(forecast.getFallback()).isTrue();
      assertThat(forecast.getFallbackReason()).contains("damaged", "truncated");
    }
  }

  @Test
  void aBundleThatIsAnotherModelIsNotUsed() {
    try (ModelSlot slot =
        new ModelSlot(Networks.ROAD, (bundle, network) -> new Repeater(1, Optional.empty()))) {
      slot.use(promoted("expected"));
      assertThat(slot.forecaster()).isEmpty();
      assertThat(slot.problem()).contains("expected", "repeater");
    }
  }

  @Test
  void theSeedIsThatOfTheWindowAndNotOfTheRun() {
    long seed = enrichment.request(WindowQuestion.of(ready, true)).getSeed();
    assertThat(enrichment.request(WindowQuestion.of(windowWithHole(), true)).getSeed())
        .isEqualTo(seed);
    WindowReady later = windowWithHole();
    later.start += Networks.STEP;
    assertThat(enrichment.request(WindowQuestion.of(later, true)).getSeed()).isNotEqualTo(seed);
  }

  private Forecast first(EnrichedWindow enriched, Forecaster forecaster) {
    try (ModelSlot slot = new ModelSlot(Networks.ROAD, (bundle, network) -> forecaster)) {
      slot.use(promoted("repeater"));
      return new ForecastRecords(Networks.ROAD, ready, forecasting.issue(enriched, slot))
          .record(0, 0);
    }
  }

  private static PromotedModel promoted(String id) {
    PromotedModel promoted = new PromotedModel();
    promoted.network = "road";
    promoted.model = id;
    promoted.bundle = "somewhere";
    return promoted;
  }

  private static EnrichResponse answer(float representation, float imputed) {
    return EnrichResponse.newBuilder()
        .setRepresentation(
            EncodeResponse.newBuilder()
                .setModel("encoder")
                .setSites(3)
                .setWidth(1)
                .addAllRepresentation(Collections.nCopies(3, representation)))
        .setImputation(
            ImputeResponse.newBuilder()
                .setModel("imputer")
                .addAllValues(Collections.nCopies(2 * 12 * 3, imputed)))
        .build();
  }

  private static WindowReady windowWithHole() {
    float[] values = new float[2 * 12 * 3];
    boolean[] observed = new boolean[values.length];
    Arrays.fill(values, 0, 36, 100);
    Arrays.fill(values, 36, 72, 20);
    Arrays.fill(observed, true);
    values[HOLE] = 0;
    observed[HOLE] = false;
    TrafficWindow window =
        new TrafficWindow(Networks.START, Networks.INTERVAL, 2, 12, 3, values, observed);
    SeasonalProfile profile = new SeasonalProfile(Networks.ROAD);
    FilledWindow filled = new SeasonalFiller(Networks.ROAD).fill(window, profile);
    try (BaselineForecaster baseline =
        new BaselineForecaster(Networks.ROAD, profile, new QuantileTracker(2, 12, 3))) {
      WindowReady ready =
          WindowReady.of(
              Networks.ROAD,
              window,
              filled,
              baseline.forecast(new ForecastInput(window, filled.values(), Optional.empty())));
      ready.baselineModel = new String[6];
      Arrays.fill(ready.baselineModel, "last-value");
      return ready;
    }
  }

  /** Repeats the last flow of site a, times a factor. */
  private record Repeater(float factor, Optional<String> encoder) implements Forecaster {

    @Override
    public String id() {
      return "repeater";
    }

    @Override
    public Prediction forecast(ForecastInput input) {
      float[] mean = new float[2 * 12 * 3];
      Arrays.fill(mean, factor * input.filled()[HOLE]);
      return new Prediction(2, 12, 3, mean, new double[] {0.5}, mean.clone());
    }

    @Override
    public void close() {}
  }
}
