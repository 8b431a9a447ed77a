package dev.fairway.series.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairway.series.format.FactSheetException.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping in a fact sheet, read key by key. What is wrong is noted and reading goes on, so that
 * all problems come in one report; keys that nobody asked for are problems too.
 */
final class Section {

  private final JsonNode node;
  private final String path;
  private final List<Problem> problems;
  private final Set<String> known = new HashSet<>();

  Section(JsonNode node, String path, List<Problem> problems) {
    this.node = node;
    this.path = path;
    // One problem says it all where there is no mapping: its missing keys go unnoted.
    this.problems = node.isObject() ? problems : new ArrayList<>();
    if (!node.isObject()) {
      problems.add(new Problem(path, abbreviated(node), "must be a mapping of keys to values"));
    }
  }

  /** A value that must be there; the stand-in is returned, and a problem noted, where it is not. */
  <T> T required(String key, ValueReader<T> reader, T standIn) {
    if (!has(key)) {
      problem(key, "is missing");
      return standIn;
    }
    return optional(key, reader).orElse(standIn);
  }

  <T> Optional<T> optional(String key, ValueReader<T> reader) {
    if (!has(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.read(node.get(key)));
    } catch (IllegalArgumentException e) {
      problem(key, e.getMessage());
      return Optional.empty();
    }
  }

  Optional<Section> section(String key) {
    return has(key)
        ? Optional.of(new Section(node.get(key), path(key), problems))
        : Optional.empty();
  }

  /** A section that must be there; an empty one, and a problem noted, where it is not. */
  Section requiredSection(String key) {
    if (!has(key)) {
      problem(key, "is missing");
      return new Section(JsonNodeFactory.instance.objectNode(), path(key), new ArrayList<>());
    }
    return new Section(node.get(key), path(key), problems);
  }

  List<Section> requiredSections(String key) {
    List<Section> sections = new ArrayList<>();
    if (has(key) && node.get(key).isArray()) {
      for (int i = 0; i < node.get(key).size(); i++) {
        sections.add(new Section(node.get(key).get(i), path(key) + "[" + i + "]", problems));
      }
    }
    if (sections.isEmpty()) {
      problem(key, "must be a list with something in it");
    }
    return sections;
  }

  void problem(String key, String reason) {
    problems.add(new Problem(path(key), abbreviated(node.path(key)), reason));
  }

  /** Notes the keys that were never asked for. */
  void refuseOthers() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problem(key, "is not a key that is known here; known: " + sortedKeys());
              }
            });
  }

  private List<String> sortedKeys() {
    return known.stream().sorted().toList();
  }

  private boolean has(String key) {
    known.add(key);
    return node.hasNonNull(key);
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String abbreviated(JsonNode value) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    return text.length() > 80 ? text.substring(0, 77) + "..." : text;
  }
}
