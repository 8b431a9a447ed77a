package dev.fairway.forecast;

import dev.fairway.fuzz.FuzzTests;
import dev.fairway.graph.Networks;
import dev.fairway.provenance.BundleFuzz;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A bad bundle is refused, or is a forecaster: nothing else is thrown, and no memory runs out. */
class StgcnBundleFuzzTest {

  private static final TrafficSeries SERIES = Waves.travelling(Networks.ring(4), 300, 0);

  @TempDir private static Path directory;
  private static BundleFuzz modern;
  private static BundleFuzz classic;

  @BeforeAll
  static void train() throws Exception {
    TensorEngine.setThreads(1);
    modern = fuzz(Configs.modern(3));
    classic =
        fuzz(
            Configs.classic(
                3, ClassicConfig.GraphConvolutionKind.CHEBYSHEV, ClassicConfig.Rollout.RECURSIVE));
  }

  private static BundleFuzz fuzz(ForecasterConfig config) throws Exception {
    ModelBundle bundle =
        new ForecasterTrainer(
                SERIES,
                config,
                new TrainingPlan(0.6, 0.2, 16, 1, 16, 1000, 20, 1e-2, 1e-4, 0.9, Duration.ZERO, 4),
                HoleFiller::seasonal,
                Additions.NONE,
                InstantSource.fixed(Waves.START))
            .train(directory, directory.resolve("work"), "test", progress -> {});
    return new BundleFuzz(bundle.directory(), StgcnBundleFuzzTest::open);
  }

  private static void open(Path bundle) throws Exception {
    StgcnBundles.load(bundle, SERIES.measured()).close();
    StgcnBundles.plan(ModelBundle.open(bundle));
  }

  @TestFactory
  List<DynamicTest> aDamagedFileIsRefused() throws Exception {
    return FuzzTests.of(modern.damaged(), 20);
  }

  @TestFactory
  List<DynamicTest> aForgedFileIsRefusedOrAForecaster() throws Exception {
    return FuzzTests.of(modern.forged(), 100);
  }

  @TestFactory
  List<DynamicTest> aForgedFileOfTheClassicFormIsRefusedOrAForecaster() throws Exception {
    return FuzzTests.of(classic.forged(), 100);
  }
}
