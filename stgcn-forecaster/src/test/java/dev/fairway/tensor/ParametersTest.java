package dev.fairway.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParametersTest {

  private final NDManager root = TensorEngine.newRoot();

  @AfterEach
  void close() {
    root.close();
  }

  private Parameters model(long seed) {
    Parameters parameters = new Parameters(root, seed);
    new Linear(parameters.in("first"), 3, 4);
    new Linear(parameters.in("second"), 4, 2);
    return parameters;
  }

  @Test
  void sameSeedSameValues() {
    assertThat(model(1).toBytes()).isEqualTo(model(1).toBytes()).isNotEqualTo(model(2).toBytes());
    assertThat(model(1).count()).isEqualTo(3 * 4 + 4 + 4 * 2 + 2);
  }

  @Test
  void valuesDoNotDependOnTheOrderOfCreation() {
    Parameters reversed = new Parameters(root, 1);
    new Linear(reversed.in("second"), 4, 2);
    new Linear(reversed.in("first"), 3, 4);
    assertThat(reversed.toBytes()).isEqualTo(model(1).toBytes());
  }

  @Test
  void writtenAndReadTheyAreTheSame() {
    Parameters one = model(1);
    Parameters two = model(2);
    two.fromBytes(one.toBytes());
    assertThat(two.toBytes()).isEqualTo(one.toBytes());
    Parameters copy = one.copy();
    assertThat(copy.toBytes()).isEqualTo(one.toBytes());
  }

  @Test
  void weightsOfAnotherModelAreRefused() {
    Parameters other = new Parameters(root, 1);
    new Linear(other.in("first"), 3, 5);
    new Linear(other.in("second"), 4, 2);
    Parameters model = model(1);
    byte[] before = model.toBytes();
    assertThatThrownBy(() -> model.fromBytes(other.toBytes()))
        .hasMessageContaining("first.bias")
        .hasMessageContaining("[5]");
    assertThat(model.toBytes()).isEqualTo(before);
  }

  @Test
  void aNameIsGivenOnce() {
    Parameters model = model(1);
    assertThatThrownBy(() -> new Linear(model.in("first"), 3, 4))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("first.weight");
  }

  /** Any cut or changed length is refused with a reason, never read beyond the bytes. */
  @Test
  void brokenFilesAreRefused() {
    byte[] whole = model(1).toBytes();
    for (int length = 0; length < whole.length; length += 5) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> SafeTensors.read(cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Weights");
    }
    String huge = "{\"x\":{\"dtype\":\"F32\",\"shape\":[2000000000],\"data_offsets\":[0,8]}}";
    byte[] bytes = new byte[8 + huge.length() + 8];
    bytes[0] = (byte) huge.length();
    System.arraycopy(huge.getBytes(StandardCharsets.UTF_8), 0, bytes, 8, huge.length());
    assertThatThrownBy(() -> SafeTensors.read(bytes)).hasMessageContaining("2000000000 values");
  }

  @Test
  void shapesAreNamedInTheRefusal() {
    try (TensorScope scope = new TensorScope(root)) {
      var x = scope.tensor(new float[12], 2, 3, 2);
      assertThat(Shapes.require(x, "B", 3, "B")).isEqualTo(Map.of("B", 2));
      assertThatThrownBy(() -> Shapes.require(x, "B", 4, "T"))
          .hasMessage("Expected a tensor [B, 4, T], got [2, 3, 2]: axis 1");
      assertThatThrownBy(() -> Shapes.require(x, "B", "B", "T")).hasMessageContaining("B was 2");
      assertThatThrownBy(() -> Shapes.require(x, "B", 3)).hasMessageContaining("3 axes");
    }
  }
}
