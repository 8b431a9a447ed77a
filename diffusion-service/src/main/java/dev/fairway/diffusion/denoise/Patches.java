package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Shapes;
import java.util.Map;

/**
 * Windows cut into patches of one node and some steps in a row: {@code [B, C, P size, N]} as {@code
 * [B, P, N, C size]} and back.
 *
 * @param size steps in a patch
 */
public record Patches(int size) {

  /** {@code [B, P, N, C size]}. */
  public NDArray of(NDArray cells) {
    Map<String, Integer> sizes = Shapes.require(cells, "B", "C", "T", "N");
    int steps = sizes.get("T");
    if (steps % size != 0) {
      throw new IllegalArgumentException(steps + " steps in patches of " + size);
    }
    int channels = sizes.get("C");
    int nodes = sizes.get("N");
    return cells
        .reshape(sizes.get("B"), channels, steps / size, size, nodes)
        .transpose(0, 2, 4, 1, 3)
        .reshape(sizes.get("B"), steps / size, nodes, (long) channels * size);
  }

  /** {@code [B, C, P size, N]}. */
  public NDArray joined(NDArray patches, int channels) {
    Map<String, Integer> sizes = Shapes.require(patches, "B", "P", "N", channels * size);
    int count = sizes.get("P");
    int nodes = sizes.get("N");
    return patches
        .reshape(sizes.get("B"), count, nodes, channels, size)
        .transpose(0, 3, 1, 4, 2)
        .reshape(sizes.get("B"), channels, (long) count * size, nodes);
  }

  /** With steps of zeros at the end, up to a multiple of the patch: {@code [B, C, T, N]}. */
  public NDArray padded(NDArray cells) {
    Shape s = cells.getShape();
    long missing = (size - s.get(2) % size) % size;
    return missing == 0
        ? cells
        : Ops.concat(
            2, cells, cells.getManager().zeros(new Shape(s.get(0), s.get(1), missing, s.get(3))));
  }

  /** The first steps of {@code [B, C, T, N]}. */
  public static NDArray cut(NDArray cells, long steps) {
    return cells.getShape().get(2) == steps ? cells : cells.get(":, :, :" + steps);
  }
}
