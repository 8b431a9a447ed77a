package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.graph.GaussianKernel;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * DiT (Peebles and Xie 2023) on a network: a token is a node over some steps, blocks are {@link
 * DiTBlock}s, step, clock and events modulate them. {@link Tap} k is the output of block k; it has
 * the attentions 2 k - 1, along time with {@code R = B N}, and 2 k, among the nodes with {@code R =
 * B P}.
 *
 * <p>It begins with the output 0. A window whose length is no multiple of the patch is padded with
 * cells that are not given.
 */
public final class DiffusionTransformer implements Denoiser {

  private final int width;
  private final int channels;
  private final List<Tap> taps;
  private final List<AttentionTap> attentionTaps;
  private final InputCells cells;
  private final Patches patches;
  private final PatchEmbedding embedding;
  private final ConditionEmbedding condition;
  private final List<DiTBlock> blocks = new ArrayList<>();
  private final Layer lastModulation;
  private final Layer out;

  DiffusionTransformer(
      NDManager owner,
      Parameters parameters,
      DiTShape shape,
      int channels,
      TrafficNetwork network) {
    this.width = shape.width();
    this.channels = channels;
    this.taps = Tap.numbered(names(shape.depth()));
    List<String> attentions = new ArrayList<>();
    names(shape.depth())
        .forEach(block -> attentions.addAll(List.of(block + "-time", block + "-nodes")));
    this.attentionTaps = AttentionTap.numbered(attentions);
    this.cells = new InputCells(channels, network.size(), shape.conditioning().prior());
    this.patches = new Patches(shape.patch());
    this.embedding =
        new PatchEmbedding(
            owner, parameters, cells.inputs(), patches, shape.positions(), width, network);
    this.condition = new ConditionEmbedding(parameters, shape.conditioning().eventKinds(), width);
    AttentionKernel nodes = kernel(owner, shape.nodes(), network);
    for (int b = 0; b < shape.depth(); b++) {
      blocks.add(
          new DiTBlock(
              parameters.in("block" + (b + 1)),
              width,
              shape.heads(),
              nodes,
              attentionTaps.get(2 * b),
              attentionTaps.get(2 * b + 1)));
    }
    this.lastModulation =
        new Linear(parameters.in("outModulation"), width, 2 * width, Initialiser.zeros());
    this.out =
        new Linear(parameters.in("out"), width, channels * shape.patch(), Initialiser.zeros());
  }

  private static List<String> names(int depth) {
    return IntStream.rangeClosed(1, depth).mapToObj(b -> "block" + b).toList();
  }

  private static AttentionKernel kernel(
      NDManager owner, DiTShape.NodeAttention kind, TrafficNetwork network) {
    return switch (kind) {
      case FULL -> new SoftmaxAttention();
      case LINEAR -> new LinearAttention();
      case NEIGHBOURS ->
          new NeighbourAttention(owner, GaussianKernel.fit(network, 0).ofLinks(network));
    };
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
    NDArray x = embedding.forward(cells.of(input, patches.size()));
    NDArray told = condition.forward(input);
    for (int b = 0; b < blocks.size(); b++) {
      x = taps.get(b).passTokens(trace, blocks.get(b).forward(x, told, trace));
    }
    NDArray m = lastModulation.forward(told).reshape(-1, 2, 1, 1, width).swapAxes(0, 1);
    NDArray predicted = out.forward(DiTBlock.modulated(x, m.get(0), m.get(1)));
    return InputCells.cut(patches.joined(predicted, channels), input);
  }
}
