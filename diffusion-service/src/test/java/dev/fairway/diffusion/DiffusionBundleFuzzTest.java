package dev.fairway.diffusion;

import dev.fairway.fuzz.FuzzTests;
import dev.fairway.provenance.BundleFuzz;
import dev.fairway.provenance.ModelBundle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A bad bundle is refused, or is a model: nothing else is thrown, and no memory runs out. */
class DiffusionBundleFuzzTest {

  @TempDir private Path directory;
  private BundleFuzz fuzz;

  @BeforeEach
  void write() throws Exception {
    ModelBundle bundle = RingRoad.randomBundle(directory, 3, 1);
    ModelBundle fitted =
        bundle.rewrite(
            directory,
            bundle.card(),
            Map.of(FittedSpan.FILE, FittedSpan.of(RingRoad.wave(3, 288)).toBytes()));
    fuzz = new BundleFuzz(fitted.directory(), each -> DiffusionModel.open(each).close());
  }

  @TestFactory
  List<DynamicTest> aDamagedFileIsRefused() throws Exception {
    return FuzzTests.of(fuzz.damaged(), 20);
  }

  @TestFactory
  List<DynamicTest> aForgedFileIsRefusedOrAModel() throws Exception {
    return FuzzTests.of(fuzz.forged(), 100);
  }
}
