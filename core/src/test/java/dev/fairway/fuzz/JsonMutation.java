package dev.fairway.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** JSON that stays JSON: values are left out, moved, or replaced by others that are hard. */
public final class JsonMutation implements Mutation {

  private static final int MOST_CHANGES = 3;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<JsonNode> HARD =
      List.of(
          NODES.nullNode(),
          NODES.booleanNode(true),
          NODES.arrayNode(),
          NODES.objectNode(),
          NODES.numberNode(0),
          NODES.numberNode(-1),
          NODES.numberNode(7),
          NODES.numberNode(0.5),
          NODES.numberNode(1 << 30),
          NODES.numberNode(Integer.MAX_VALUE),
          NODES.numberNode(Long.MAX_VALUE),
          NODES.numberNode(new BigDecimal("1e999")),
          NODES.numberNode(Double.MIN_VALUE),
          NODES.textNode(""),
          NODES.textNode("NaN"),
          NODES.textNode("Infinity"),
          NODES.textNode(".."),
          NODES.textNode("../other"),
          NODES.textNode("/etc/hostname"),
          NODES.textNode("a\0b"),
          NODES.textNode("+999999999-12-31T23:59:59Z"),
          NODES.textNode("x".repeat(10_000)),
          nested(300));

  @Override
  public byte[] next(SplittableRandom random, List<byte[]> seeds) {
    try {
      // In a list, so that the document as a whole is a place like any other.
      ArrayNode document = NODES.arrayNode();
      document.add(JSON.readTree(seeds.get(random.nextInt(seeds.size()))));
      for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
        change(document, random);
      }
      return JSON.writeValueAsBytes(document.path(0));
    } catch (IOException e) {
      throw new UncheckedIOException("A seed is no JSON", e);
    }
  }

  private static void change(ArrayNode document, SplittableRandom random) {
    List<Place> places = new ArrayList<>();
    collect(document, places);
    if (places.isEmpty()) {
      return;
    }
    Place place = any(places, random);
    switch (random.nextInt(6)) {
      case 0 -> place.remove();
      case 1 -> place.set(any(places, random).value().deepCopy());
      case 2 -> place.add(any(HARD, random).deepCopy());
      default -> place.set(any(HARD, random).deepCopy());
    }
  }

  /** A value of a list or an object. */
  private record Place(JsonNode parent, int index, String key) {

    JsonNode value() {
      return parent.isArray() ? parent.path(index) : parent.path(key);
    }

    void set(JsonNode other) {
      if (parent instanceof ArrayNode list) {
        list.set(index, other);
      } else {
        ((ObjectNode) parent).set(key, other);
      }
    }

    void add(JsonNode other) {
      if (parent instanceof ArrayNode list) {
        list.insert(index, other);
      } else {
        ((ObjectNode) parent).set(other.asText("more"), other);
      }
    }

    void remove() {
      if (parent instanceof ArrayNode list) {
        list.remove(index);
      } else {
        ((ObjectNode) parent).remove(key);
      }
    }
  }

  private static void collect(JsonNode parent, List<Place> places) {
    for (int i = 0; parent.isArray() && i < parent.size(); i++) {
      places.add(new Place(parent, i, ""));
    }
    parent.fieldNames().forEachRemaining(key -> places.add(new Place(parent, 0, key)));
    parent.forEach(child -> collect(child, places));
  }

  private static JsonNode nested(int depth) {
    ArrayNode nested = NODES.arrayNode();
    for (int i = 0; i < depth; i++) {
      nested = NODES.arrayNode().add(nested);
    }
    return nested;
  }

  private static <T> T any(List<T> of, SplittableRandom random) {
    return of.get(random.nextInt(of.size()));
  }
}
