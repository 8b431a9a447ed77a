package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;

/**
 * Adds an encoder's features to a state, behind a gate:
 *
 * <pre>state + gate * silu(map(features))</pre>
 *
 * <p>The gate, one number for each channel of the state, starts at 0 (as that of a new layer in
 * Flamingo, Alayrac et al. 2022): the network starts as the one without features, and opens only
 * what lowers its loss.
 */
final class GatedFusion {

  private final Layer read;
  private final NDArray gate;

  /**
   * @param features of a node, d
   * @param width channels of the state
   */
  GatedFusion(Parameters parameters, int features, int width) {
    this.read =
        TemporalConvolution.pointwise(parameters.in("map"), features, width).then(Ops::silu);
    this.gate = parameters.create("gate", Initialiser.zeros(), 1, width, 1, 1);
  }

  /**
   * @param state {@code [B, width, 1, N]}
   * @param features {@code [B, d, 1, N]}
   * @return {@code [B, width, 1, N]}
   */
  NDArray forward(NDArray state, NDArray features) {
    return state.add(read.forward(features).mul(gate));
  }
}
