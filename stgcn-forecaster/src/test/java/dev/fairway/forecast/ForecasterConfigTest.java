package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecasterConfigTest {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID).build();

  @TempDir Path directory;

  static Stream<ForecasterConfig> configs() {
    return Stream.of(ClassicConfig.published(), ModernConfig.standard(), Configs.bare(3));
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(directory.resolve("forecaster.yaml"), yaml);
  }

  @ParameterizedTest
  @MethodSource("configs")
  void writtenAndReadItIsTheSame(ForecasterConfig config) throws IOException {
    String yaml = YAML.writerFor(ForecasterConfig.class).writeValueAsString(config);
    assertThat(ForecasterConfig.read(file(yaml))).isEqualTo(config);
  }

  /** A key too many, too few or wrong: file and key are named. */
  @ParameterizedTest
  @MethodSource("configs")
  void whatDoesNotBelongIsRefusedByName(ForecasterConfig config) throws IOException {
    String yaml = YAML.writerFor(ForecasterConfig.class).writeValueAsString(config);
    assertRefused(yaml + "depth: 3\n", "depth");
    assertRefused(yaml.replaceFirst("horizon: \\d+\n", ""), "horizon");
    assertRefused(yaml.replaceFirst("horizon: \\d+\n", "horizon: 0\n"), "horizon 0");
    assertRefused(yaml.replaceFirst("form: .*\n", "form: \"gothic\"\n"), "gothic");
    assertRefused(yaml + "horizon: 4\n", "horizon");
  }

  private void assertRefused(String yaml, String key) throws IOException {
    Path file = file(yaml);
    assertThatThrownBy(() -> ForecasterConfig.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("forecaster.yaml")
        .hasMessageContaining(key);
  }
}
