package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.ContentType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JobOptionsTest {

  private static JobOptions parsed(String... arguments) {
    return CommandLine.populateCommand(new JobOptions(), arguments);
  }

  @Test
  void whatIsNotSaidIsSafe() {
    JobConfig config =
        parsed("--kafka", "k:9092", "--checkpoints", "s3://b/c")
            .config(List.of(Networks.ROAD), (bundle, network) -> null);
    assertThat(JobRules.of(config).all()).isEmpty();
    assertThat(config.contentType()).isEqualTo(ContentType.JSON);
    assertThat(config.diffusionAddress()).isEmpty();
    assertThat(config.checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void checkpointsGoToAFolderOrToAnyPlaceThatFlinkReaches() {
    assertThat(parsed("--kafka", "k", "--checkpoints", "some/folder").checkpoints())
        .isEqualTo(Path.of("some/folder").toUri());
    assertThat(parsed("--kafka", "k", "--checkpoints", "s3://b/c").checkpoints())
        .isEqualTo(URI.create("s3://b/c"));
  }

  @Test
  void aMistypedOptionFails() {
    assertThatThrownBy(() -> parsed("--kafka", "k", "--deadlin", "PT1S"))
        .hasMessageContaining("--deadlin");
    assertThatThrownBy(() -> parsed("--kafka", "k", "--content-type", "text/html"))
        .hasMessageContaining("text/html");
  }
}
