package dev.fairway.ingest.fuzz;

import dev.fairway.fuzz.FuzzTests;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Bad input is read or refused; nothing else is thrown, and no memory runs out. */
class ParserFuzzTest {

  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> nothingButRefusalsIsThrown() throws Exception {
    return FuzzTests.of(new FuzzTargets(folder).all(), 200);
  }

  @TestFactory
  List<DynamicTest> goodInputIsNotRefused() throws Exception {
    return FuzzTests.ofSeeds(new FuzzTargets(folder).all());
  }
}
