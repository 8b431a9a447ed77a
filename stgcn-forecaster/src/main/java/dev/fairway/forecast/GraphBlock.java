package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.graph.GraphOperator;
import dev.fairway.tensor.ChannelNorm;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * States of sites meet their neighbours': {@code [B, w, 1, N]} to the same shape. The normalised
 * state, what of it arrives from 1..hops steps along the links in either direction (diffusion
 * convolution, DCRNN, Li et al. 2018) and what comes from the learned groups are mixed by two maps
 * and added to the state.
 */
final class GraphBlock {

  private final int hops;
  private final Layer norm;
  private final Layer mix;
  private final Optional<ClusterExchange> exchange;

  GraphBlock(Parameters parameters, ModernConfig config, int sites) {
    int width = config.width();
    hops = config.diffusionHops();
    norm = config.normalised() ? new ChannelNorm(parameters.in("norm"), width) : x -> x;
    exchange =
        config.clusters() == 0
            ? Optional.empty()
            : Optional.of(new ClusterExchange(parameters.in("groups"), config.clusters(), sites));
    int walks = hops * (config.bothDirections() ? 2 : 1);
    int parts = 1 + walks + (config.clusters() == 0 ? 0 : 1);
    mix =
        TemporalConvolution.pointwise(parameters.in("spread"), parts * width, width)
            .then(Ops::silu)
            .then(
                TemporalConvolution.pointwise(
                    parameters.in("mix"), width, width, Initialiser.lecun(width)));
  }

  NDArray forward(NDArray state, NetworkGraph graph, Layer dropout) {
    NDArray x = norm.forward(state);
    List<NDArray> parts = new ArrayList<>();
    for (GraphOperator walk : graph.operators()) {
      NDArray y = x;
      for (int hop = 0; hop < hops; hop++) {
        y = walk.forward(y);
        parts.add(y);
      }
    }
    exchange.ifPresent(groups -> parts.add(groups.forward(x, graph)));
    NDArray seen = parts.isEmpty() ? x : Ops.concat(1, x, parts.toArray(NDArray[]::new));
    return state.add(dropout.forward(mix.forward(seen)));
  }
}
