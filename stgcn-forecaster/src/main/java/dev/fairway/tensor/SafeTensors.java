package dev.fairway.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors file format, 32-bit floats only: 8 bytes with the length of a JSON header, the
 * header with name, type, shape and place of each tensor, then the numbers, little-endian. Every
 * size is checked against the bytes that are there before anything is allocated.
 */
public final class SafeTensors {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int ALIGNMENT = 8;

  private SafeTensors() {}

  /** The same tensors give the same bytes. */
  public static byte[] write(Map<String, HostTensor> tensors) {
    ObjectNode header = JSON.createObjectNode();
    long offset = 0;
    TreeMap<String, HostTensor> sorted = new TreeMap<>(tensors);
    for (Map.Entry<String, HostTensor> entry : sorted.entrySet()) {
      long end = offset + (long) entry.getValue().values().length * Float.BYTES;
      ObjectNode node = header.putObject(entry.getKey()).put("dtype", "F32");
      node.set("shape", JSON.valueToTree(entry.getValue().shape()));
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + padded + offset))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(padded).put(text);
    while (out.position() < LENGTH_BYTES + padded) {
      out.put((byte) ' ');
    }
    for (HostTensor tensor : sorted.values()) {
      for (float value : tensor.values()) {
        out.putFloat(value);
      }
    }
    return out.array();
  }

  /**
   * @throws IllegalArgumentException if the bytes are no such file, with what is wrong
   */
  public static Map<String, HostTensor> read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < LENGTH_BYTES) {
      throw new IllegalArgumentException("Weights: " + bytes.length + " bytes are no header");
    }
    long headerLength = in.getLong();
    if (headerLength < 0 || headerLength > in.remaining()) {
      throw new IllegalArgumentException(
          "Weights: a header of " + headerLength + " bytes in a file of " + bytes.length);
    }
    int dataStart = LENGTH_BYTES + (int) headerLength;
    Map<String, HostTensor> tensors = new TreeMap<>();
    long left = (long) bytes.length - dataStart;
    for (Map.Entry<String, JsonNode> entry : header(bytes, (int) headerLength).properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        HostTensor tensor = tensor(entry.getKey(), entry.getValue(), in, dataStart);
        left -= (long) tensor.values().length * Float.BYTES;
        if (left < 0) {
          throw new IllegalArgumentException(
              "Weights: tensor " + entry.getKey() + " lies where others lie");
        }
        tensors.put(entry.getKey(), tensor);
      }
    }
    return tensors;
  }

  private static JsonNode header(byte[] bytes, int length) {
    try {
      return JSON.readTree(new String(bytes, LENGTH_BYTES, length, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Weights: the header is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static HostTensor tensor(String name, JsonNode node, ByteBuffer in, int dataStart) {
    if (!node.path("dtype").asText().equals("F32")) {
      throw new IllegalArgumentException(
          "Weights: tensor " + name + " has the type " + node.path("dtype") + ", not F32");
    }
    long from = node.path("data_offsets").path(0).asLong(-1);
    long to = node.path("data_offsets").path(1).asLong(-1);
    long available = (long) in.capacity() - dataStart;
    long[] shape = new long[node.path("shape").size()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = node.path("shape").path(axis).asLong(-1);
      if (shape[axis] < 0 || shape[axis] > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("Weights: tensor " + name + ": " + node.path("shape"));
      }
    }
    long cells = HostTensor.cells(shape);
    if (from < 0
        || to > available
        || to < from
        || cells > available
        || to - from != cells * Float.BYTES) {
      throw new IllegalArgumentException(
          "Weights: tensor "
              + name
              + " of "
              + cells
              + " values is said to lie at bytes "
              + from
              + " to "
              + to
              + " of "
              + available);
    }
    float[] values = new float[(int) cells];
    in.position((int) (dataStart + from));
    in.asFloatBuffer().get(values);
    in.position(0);
    return new HostTensor(shape, values);
  }
}
