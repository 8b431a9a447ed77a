package dev.fairway.cli.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is trained and how.
 *
 * <pre>
 * model:            # every key of its form; without the section the modern form as it is shipped
 *   form: classic
 *   inputSteps: 12
 *   ...
 * training:         # keys that differ from the usual plan
 *   epochs: 60
 *   patience: 8
 * </pre>
 */
public record TrainingFile(ForecasterConfig model, TrainingPlan plan) {

  private static final Set<String> SECTIONS = Set.of("model", "training");

  /** Longer than any training: it ends by its epochs or its patience, whatever the machine. */
  private static final Duration NO_LIMIT = Duration.ofDays(365);

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /**
   * @param file empty for the usual model and plan
   * @param seed of the plan
   * @throws IOException if the file cannot be read, or a section or key is missing, unknown or
   *     wrong; the message names it
   */
  public static TrainingFile read(Optional<Path> file, long seed) throws IOException {
    TrainingPlan usual = TrainingPlan.standard(seed).within(NO_LIMIT);
    if (file.isEmpty()) {
      return new TrainingFile(ModernConfig.standard(), usual);
    }
    String where = file.get() + ": ";
    try {
      JsonNode sections = YAML.readTree(Files.readString(file.get()));
      requireKnown(where, "section", sections, SECTIONS);
      return new TrainingFile(
          sections.has("model")
              ? YAML.treeToValue(sections.get("model"), ForecasterConfig.class)
              : ModernConfig.standard(),
          plan(where, sections.path("training"), usual));
    } catch (JsonProcessingException e) {
      throw new IOException(where + e.getOriginalMessage(), e);
    }
  }

  /** The same, to end within a given time. */
  public TrainingFile within(Duration longest) {
    return new TrainingFile(model, plan.within(longest));
  }

  private static TrainingPlan plan(String where, JsonNode given, TrainingPlan usual)
      throws IOException {
    ObjectNode plan = YAML.valueToTree(usual);
    plan.remove("seed");
    Set<String> known = new TreeSet<>();
    plan.fieldNames().forEachRemaining(known::add);
    requireKnown(where, "key of training", given, known);
    given.forEachEntry(plan::set);
    plan.put("seed", usual.seed());
    return YAML.treeToValue(plan, TrainingPlan.class);
  }

  private static void requireKnown(String where, String what, JsonNode given, Set<String> known)
      throws IOException {
    if (!given.isObject() && !given.isMissingNode()) {
      throw new IOException(where + "is no list of keys: " + given);
    }
    Set<String> unknown = new TreeSet<>();
    given.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IOException(
          where + "no " + what + ": " + unknown + "; there are " + new TreeSet<>(known));
    }
  }
}
