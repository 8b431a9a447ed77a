package dev.fairway.forecast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Form and sizes of a forecaster. As a file it is YAML, with every key of the form's record and no
 * other; {@code form} says which form it is.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "form")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClassicConfig.class, name = "classic"),
  @JsonSubTypes.Type(value = ModernConfig.class, name = "modern")
})
public sealed interface ForecasterConfig permits ClassicConfig, ModernConfig {

  /** Intervals in, H. */
  int inputSteps();

  /** Intervals out, F. */
  int horizon();

  /** What is said of each cell. */
  Head head();

  /** Share of the activations dropped in training. */
  double dropout();

  /** Which sites are neighbours. */
  Ties ties();

  /** Whether the network is told which cells of its window were observed. */
  boolean missingMarks();

  /** Whether the network is told what was usual at the times of its window and its forecast. */
  @JsonIgnore
  boolean knowsSeasons();

  /** Intervals that one pass through the network forecasts. */
  @JsonIgnore
  default int stepsAtOnce() {
    return horizon();
  }

  /** Links that a forecast looks along, from a site outwards. */
  @JsonIgnore
  int reach();

  /**
   * Reads a configuration.
   *
   * @throws IOException if the file cannot be read or a key is missing, unknown or wrong; the
   *     message names file and key
   */
  static ForecasterConfig read(Path file) throws IOException {
    YAMLMapper yaml =
        YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    try {
      return yaml.readValue(Files.readString(file), ForecasterConfig.class);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new IOException(file + ": " + e.getOriginalMessage() + where, e);
    }
  }
}
