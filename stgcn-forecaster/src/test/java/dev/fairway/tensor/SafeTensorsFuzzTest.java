package dev.fairway.tensor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.fuzz.FuzzTarget;
import dev.fairway.fuzz.FuzzTests;
import dev.fairway.fuzz.HeaderMutation;
import dev.fairway.fuzz.Mutation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Weights that are none are refused before room is made for them. */
class SafeTensorsFuzzTest {

  private static final byte[] GOOD =
      SafeTensors.write(
          Map.of(
              "a", new HostTensor(new long[] {2, 3}, new float[6]),
              "b", new HostTensor(new long[] {4}, new float[4])));

  @TestFactory
  List<DynamicTest> badWeightsAreReadOrRefused() {
    return FuzzTests.of(
        List.of(
            new FuzzTarget(
                "weights",
                List.of(GOOD),
                Mutation.OF_BYTES.or(new HeaderMutation()),
                List.of(IllegalArgumentException.class),
                SafeTensors::read)),
        2_000);
  }

  /** Else a small file could ask for any amount of memory. */
  @Test
  void tensorsThatShareTheirBytesAreRefused() {
    String tensor = "{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}";
    assertRefused("{\"a\":%s,\"b\":%s}".formatted(tensor, tensor), "lies where others lie");
  }

  @Test
  void aShapeThatCannotBeCountedIsRefused() {
    assertRefused(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,4],\"data_offsets\":[0,16]}}",
        "a");
    assertRefused(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,16]}}",
        "cannot be");
  }

  private static void assertRefused(String header, String reason) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] file =
        ByteBuffer.allocate(Long.BYTES + text.length + 16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text)
            .array();
    assertThatThrownBy(() -> SafeTensors.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
