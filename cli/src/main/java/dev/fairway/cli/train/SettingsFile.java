package dev.fairway.cli.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings in YAML. Only what differs from the usual has to be there; a mistake is told with file,
 * line and key.
 */
final class SettingsFile {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** How a value that is not there is told of. */
  private static final Pattern NULL =
      Pattern.compile("^(Cannot map `null`|Null value for creator)");

  /** Keys that say which form the keys beside them are of. */
  private static final Set<String> FORMS = Set.of("form", "kind");

  private final Path file;
  private final JsonNode tree;
  private final Map<String, Integer> lines;

  private SettingsFile(Path file, JsonNode tree, Map<String, Integer> lines) {
    this.file = file;
    this.tree = tree;
    this.lines = lines;
  }

  static SettingsFile read(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      JsonNode tree = YAML.readTree(text);
      SettingsFile read = new SettingsFile(file, tree, lines(text));
      if (!tree.isObject() && !tree.isMissingNode()) {
        throw new IOException(read.at("") + "is no list of keys: " + tree);
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s, line %d: %s".formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    }
  }

  private static Map<String, Integer> lines(String text) throws IOException {
    Map<String, Integer> lines = new HashMap<>();
    try (JsonParser parser = YAML.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          lines.put(
              parser.getParsingContext().pathAsPointer().toString(),
              parser.currentTokenLocation().getLineNr());
        }
      }
    }
    return lines;
  }

  /**
   * @throws IOException if there are others at the top
   */
  void requireSections(Set<String> known) throws IOException {
    for (Map.Entry<String, JsonNode> section : tree.properties()) {
      if (!known.contains(section.getKey())) {
        throw new IOException(
            at("/" + section.getKey())
                + "no section %s; there are %s".formatted(section.getKey(), new TreeSet<>(known)));
      }
    }
  }

  boolean has(String section) {
    return tree.has(section);
  }

  /** All keys of a section. */
  <T> T whole(String section, Class<T> type) throws IOException {
    return value(tree.path(section), "/" + section, type);
  }

  /**
   * The usual settings but for what the file says of them. Where it names another form or kind, all
   * keys of that have to be there.
   *
   * @param section in which the keys are; empty if they are at the top
   * @param notSettable components of the settings that a file may not say
   */
  <T> T differing(String section, T usual, Class<T> type, String... notSettable)
      throws IOException {
    String pointer = section.isEmpty() ? "" : "/" + section;
    JsonNode given = section.isEmpty() ? tree : tree.path(section);
    if (!given.isObject() && !given.isMissingNode()) {
      throw new IOException(at(pointer) + "is no list of keys: " + given);
    }
    ObjectNode settings = YAML.valueToTree(usual);
    for (String name : notSettable) {
      if (given.has(name)) {
        throw new IOException(at(pointer + "/" + name) + name + " is not said in the file");
      }
    }
    return value(merged(settings, given), pointer, type);
  }

  private static JsonNode merged(JsonNode usual, JsonNode given) {
    if (given.isMissingNode()) {
      return usual;
    }
    if (!usual.isObject() || !given.isObject() || isOtherForm(usual, given)) {
      return given;
    }
    ObjectNode merged = usual.deepCopy();
    given.forEachEntry((key, value) -> merged.set(key, merged(usual.path(key), value)));
    return merged;
  }

  private static boolean isOtherForm(JsonNode usual, JsonNode given) {
    return FORMS.stream()
        .anyMatch(form -> given.has(form) && !given.get(form).equals(usual.get(form)));
  }

  private <T> T value(JsonNode settings, String pointer, Class<T> type) throws IOException {
    try {
      return YAML.treeToValue(settings, type);
    } catch (JsonMappingException e) {
      throw new IOException(told(e, pointer), e);
    }
  }

  private String told(JsonMappingException failure, String section) {
    String pointer =
        failure.getPath().stream()
            .map(
                step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
            .collect(Collectors.joining("", section, ""));
    String key = pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return at(pointer) + "no key " + key + "; there are " + known(unknown);
    }
    if (NULL.matcher(failure.getOriginalMessage()).find()) {
      return at(pointer) + key + " is missing";
    }
    String reason =
        failure.getCause() instanceof IllegalArgumentException refused
            ? refused.getMessage()
            : failure.getOriginalMessage();
    return at(pointer) + (key.isEmpty() ? "" : key + ": ") + reason;
  }

  private static Set<String> known(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds().stream()
        .map(String::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** File and line, as a message begins; of the nearest key above if this one is not there. */
  private String at(String pointer) {
    for (String above = pointer;
        !above.isEmpty();
        above = above.substring(0, above.lastIndexOf('/'))) {
      if (lines.containsKey(above)) {
        return file + ", line " + lines.get(above) + ": ";
      }
    }
    return file + ": ";
  }
}
