package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.graph.Networks;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.fault.SiteShare;
import dev.fairway.series.fault.StuckFault;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdversarialTrainingTest {

  private static final TrafficSeries SERIES = Waves.travelling(Networks.ring(8), 500, 0.05);
  private static final ForecasterConfig CONFIG = Configs.modern(3);
  private static final Attack ATTACK = Attack.of(0.3, 4, 1);

  @TempDir Path directory;

  @BeforeAll
  static void oneThread() {
    TensorEngine.setThreads(1);
  }

  private ModelBundle train(Additions additions, int epochs) throws IOException {
    TrainingPlan plan =
        new TrainingPlan(
            0.6, 0.2, 16, epochs, 256, 1000, 20, 1e-2, 1e-4, 0.9, Duration.ofHours(1), 4);
    return new ForecasterTrainer(
            SERIES, CONFIG, plan, HoleFiller::seasonal, additions, InstantSource.fixed(Waves.START))
        .train(directory, directory.resolve("work"), "test", progress -> {});
  }

  private static double mae(StgcnForecaster forecaster, Disturbance disturbance) {
    ChronologicalSplit split = ChronologicalSplit.byFractions(SERIES.steps(), 0.6, 0.2);
    HoleFiller filler = HoleFiller.seasonal(split.train().of(SERIES));
    return new Evaluation(SERIES, split.test(), 12, 3, filler, Optional.empty(), 40)
        .of(forecaster, disturbance, 1)
        .of(0)
        .mae();
  }

  /** Noise as large costs less than an attack, and an attack less where it was trained for. */
  @Test
  void anAttackHurtsATrainedForecasterAndLessOneThatWasTrainedUnderIt() throws Exception {
    ModelBundle usual = train(Additions.NONE, 6);
    ModelBundle hardened = train(Additions.NONE.attacked(ATTACK), 6);
    try (StgcnForecaster one = StgcnBundles.load(usual, SERIES.measured());
        StgcnForecaster other = StgcnBundles.load(hardened, SERIES.measured())) {
      double clean = mae(one, Disturbance.none());
      double noisy = mae(one, one.noise(ATTACK));
      double attacked = mae(one, one.under(ATTACK));
      assertThat(attacked).isGreaterThan(1.2 * noisy);
      assertThat(noisy).isGreaterThan(clean);
      assertThat(mae(other, other.under(ATTACK))).isLessThan(attacked);
    }
  }

  @Test
  void sameSeedSameWeightsAndAnotherAttackIsAnotherTraining() throws Exception {
    ModelBundle one = train(Additions.NONE.attacked(ATTACK), 1);
    assertThat(train(Additions.NONE.attacked(ATTACK), 1).id()).isEqualTo(one.id());
    assertThat(train(Additions.NONE.attacked(Attack.of(0.1, 4, 1)), 1).id()).isNotEqualTo(one.id());
    assertThat(train(Additions.NONE, 1).id()).isNotEqualTo(one.id());
  }

  @Test
  void aFaultIsSeenByTheForecasterAndTheTruthStays() throws Exception {
    try (StgcnForecaster forecaster =
        StgcnBundles.load(train(Additions.NONE, 6), SERIES.measured())) {
      double faulty =
          mae(
              forecaster,
              Disturbance.fault(new StuckFault(), new SiteShare(1), HoleFiller.lastValue(SERIES)));
      assertThat(faulty).isGreaterThan(mae(forecaster, Disturbance.none()));
    }
  }

  @Test
  void anAttackWithoutReachIsRefused() {
    assertThatThrownBy(() -> Attack.of(0, 4, 1)).hasMessageContaining("radius 0.0");
    assertThatThrownBy(() -> Attack.of(0.1, 4, 1.5)).hasMessageContaining("share 1.5");
  }
}
