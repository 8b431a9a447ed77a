package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Shape checks whose failure says what was expected in words. */
public final class Shapes {

  private Shapes() {}

  /**
   * Checks a shape, axis by axis.
   *
   * @param expected for each axis a size (an {@code Integer} or {@code Long}), or a name that
   *     stands for any size, the same wherever it occurs: {@code require(x, "B", 16, "T", 449)}
   * @return the sizes of the named axes
   * @throws IllegalArgumentException such as "Expected a tensor [B, 16, T, 449], got [32, 8, 12,
   *     449]: axis 1"
   */
  public static Map<String, Integer> require(NDArray x, Object... expected) {
    long[] actual = x.getShape().getShape();
    if (actual.length != expected.length) {
      throw refusal(expected, x, "it has " + actual.length + " axes");
    }
    Map<String, Integer> sizes = new HashMap<>();
    for (int axis = 0; axis < actual.length; axis++) {
      if (expected[axis] instanceof Number size) {
        if (size.longValue() != actual[axis]) {
          throw refusal(expected, x, "axis " + axis);
        }
      } else if (expected[axis] instanceof String name) {
        Integer before = sizes.putIfAbsent(name, Math.toIntExact(actual[axis]));
        if (before != null && before != actual[axis]) {
          throw refusal(expected, x, "axis " + axis + ", " + name + " was " + before);
        }
      } else {
        throw new IllegalArgumentException(
            "Neither a size nor the name of an axis: " + expected[axis]);
      }
    }
    return sizes;
  }

  private static IllegalArgumentException refusal(Object[] expected, NDArray x, String where) {
    return new IllegalArgumentException(
        "Expected a tensor "
            + Arrays.toString(expected)
            + ", got "
            + Arrays.toString(x.getShape().getShape())
            + ": "
            + where);
  }
}
