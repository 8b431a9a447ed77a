package dev.fairway.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRulesTest {

  @TempDir private Path home;

  @Test
  void aFolderThatCanBeMadeIsSafe() {
    assertThat(FolderRules.of("--dir", home.resolve("not/yet/there"), home.resolve("tmp")))
        .isEmpty();
  }

  @Test
  void aFolderThatIsEmptiedAtAnyTimeIsTold() {
    Path temporary = home.resolve("tmp");
    assertThat(FolderRules.of("--dir", temporary.resolve("checkpoints"), temporary))
        .singleElement()
        .matches(one -> !one.isRefusal())
        .asString()
        .contains("--dir = " + temporary.resolve("checkpoints"), "temporary folder");
  }

  @Test
  void aPlaceWithinAFileIsRefused() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThat(FolderRules.of("--dir", file.resolve("checkpoints"), home.resolve("tmp")))
        .singleElement()
        .matches(Finding::isRefusal)
        .asString()
        .contains(file + " is no folder that can be written to");
  }
}
