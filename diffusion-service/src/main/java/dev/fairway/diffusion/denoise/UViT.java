package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.LayerNorm;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * U-ViT (Bao et al. 2023): step, clock, events and patches are all tokens of one sequence; what a
 * shallow block says is joined, by concatenation and a linear map, to what enters its deep partner.
 *
 * <pre>
 *   tokens - 1 - 2 - 3 - 4 - 5 - norm, linear - cells
 *             \   `---'   /
 *              `---------'
 * </pre>
 *
 * <p>{@link Tap} k is what block k makes of the patches; attention k is its map, with {@code R = B}
 * and the tokens step, clock, events, then patches, all nodes of the first steps first. The map has
 * (P N)^2 entries and more, so this is for small networks or those with many conditions.
 *
 * <p>Departures: no convolution at the end; it begins with the output 0. A window whose length is
 * no multiple of the patch is padded with cells that are not given.
 */
public final class UViT implements Denoiser {

  private final int width;
  private final int channels;
  private final List<Tap> taps;
  private final List<AttentionTap> attentionTaps;
  private final InputCells cells;
  private final Patches patches;
  private final PatchEmbedding embedding;
  private final ConditionTokens condition;
  private final List<UViTBlock> blocks = new ArrayList<>();
  private final List<Layer> joins = new ArrayList<>();
  private final Layer out;

  UViT(
      NDManager owner,
      Parameters parameters,
      UViTShape shape,
      int channels,
      TrafficNetwork network) {
    this.width = shape.width();
    this.channels = channels;
    List<String> names =
        IntStream.rangeClosed(1, shape.depth()).mapToObj(b -> "block" + b).toList();
    this.taps = Tap.numbered(names);
    this.attentionTaps = AttentionTap.numbered(names);
    this.cells = new InputCells(channels, network.size(), shape.conditioning().prior());
    this.patches = new Patches(shape.patch());
    this.embedding =
        new PatchEmbedding(
            owner, parameters, cells.inputs(), patches, shape.positions(), width, network);
    this.condition = new ConditionTokens(parameters, shape.conditioning().eventKinds(), width);
    for (int b = 0; b < shape.depth(); b++) {
      Parameters block = parameters.in(names.get(b));
      blocks.add(new UViTBlock(block, width, shape.heads(), attentionTaps.get(b)));
      joins.add(isDeep(b, shape.depth()) ? new Linear(block.in("join"), 2 * width, width) : x -> x);
    }
    this.out =
        new LayerNorm(parameters.in("outNorm"), width)
            .then(
                new Linear(
                    parameters.in("out"), width, channels * shape.patch(), Initialiser.zeros()));
  }

  private static boolean isDeep(int block, int depth) {
    return block > depth / 2;
  }

  @Override
  public List<Tap> taps() {
    return taps;
  }

  @Override
  public List<AttentionTap> attentionTaps() {
    return attentionTaps;
  }

  @Override
  public NDArray forward(DenoiserInput input, Trace trace) {
    NDArray patchTokens = embedding.forward(cells.of(input, patches.size()));
    Shape grid = patchTokens.getShape();
    long places = grid.get(1) * grid.get(2);
    NDArray told = condition.forward(input);
    Optional<NDArray> bias = ConditionTokens.bias(input, places);
    AttentionKernel kernel = new SoftmaxAttention(bias);
    NDArray x = Ops.concat(1, told, patchTokens.reshape(grid.get(0), places, width));
    Deque<NDArray> shallow = new ArrayDeque<>();
    for (int b = 0; b < blocks.size(); b++) {
      NDArray joined = isDeep(b, blocks.size()) ? Ops.concat(2, x, shallow.pop()) : x;
      x = blocks.get(b).forward(joins.get(b).forward(joined), kernel, trace);
      x = trace == Trace.NONE ? x : observed(taps.get(b), trace, x, grid);
      if (b < blocks.size() / 2) {
        shallow.push(x);
      }
    }
    NDArray predicted = out.forward(ofPatches(x, grid));
    return InputCells.cut(patches.joined(predicted, channels), input);
  }

  private static NDArray observed(Tap tap, Trace trace, NDArray x, Shape grid) {
    NDArray flowing = tap.passTokens(trace, ofPatches(x, grid));
    long told = x.getShape().get(1) - grid.get(1) * grid.get(2);
    return Ops.concat(1, x.get(":, :" + told), flowing.reshape(grid.get(0), -1, grid.get(3)));
  }

  /** The patches' tokens, {@code [B, P, N, width]}. */
  private static NDArray ofPatches(NDArray x, Shape grid) {
    long told = x.getShape().get(1) - grid.get(1) * grid.get(2);
    return x.get(":, " + told + ":").reshape(grid);
  }
}
