package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;

/**
 * A tensor in Java's memory.
 *
 * @param shape sizes of its axes; their product is the number of values
 * @param values packed, last axis fastest
 */
public record HostTensor(long[] shape, float[] values) {

  public HostTensor {
    if (cells(shape) != values.length) {
      throw new IllegalArgumentException(
          "A tensor " + Arrays.toString(shape) + " cannot have " + values.length + " values");
    }
  }

  /**
   * @throws IllegalArgumentException if there are more than can be counted
   */
  static long cells(long[] shape) {
    try {
      return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("A tensor cannot be " + Arrays.toString(shape), e);
    }
  }

  public static HostTensor of(NDArray x) {
    return new HostTensor(x.getShape().getShape().clone(), x.toFloatArray());
  }

  public NDArray in(NDManager manager) {
    return Ops.tensor(manager, values, shape);
  }

  void requireShape(String name, long[] expected) {
    if (!Arrays.equals(shape, expected)) {
      throw new IllegalArgumentException(
          "Weights "
              + name
              + " have the shape "
              + Arrays.toString(shape)
              + ", the model's "
              + Arrays.toString(expected));
    }
  }
}
