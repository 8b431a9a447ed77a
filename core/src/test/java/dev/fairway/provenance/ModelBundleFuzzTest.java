package dev.fairway.provenance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairway.fuzz.FuzzTests;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A bad bundle is refused, or is a bundle: nothing else is thrown. */
class ModelBundleFuzzTest {

  @TempDir private Path parent;
  private BundleFuzz fuzz;

  @BeforeEach
  void write() throws Exception {
    ModelCard card =
        new ModelCard(
            "stgcn",
            "small",
            "abc",
            List.of("flow", "speed"),
            List.of("veh/h", "m/s"),
            300,
            JsonNodeFactory.instance.objectNode().put("width", 64),
            Map.of("mae", 1.5),
            new Provenance("train", "data", 7, "0.1", Instant.EPOCH));
    ModelBundle bundle =
        ModelBundle.write(
            parent, card, Map.of("weights.bin", new byte[] {1, 2, 3}, "plan.json", new byte[0]));
    fuzz = new BundleFuzz(bundle.directory(), ModelBundle::open);
  }

  @TestFactory
  List<DynamicTest> aDamagedFileIsRefused() throws Exception {
    return FuzzTests.of(fuzz.damaged(), 200);
  }

  @TestFactory
  List<DynamicTest> aForgedCardIsRefusedOrACard() throws Exception {
    return FuzzTests.of(fuzz.forged().subList(0, 1), 1_000);
  }
}
