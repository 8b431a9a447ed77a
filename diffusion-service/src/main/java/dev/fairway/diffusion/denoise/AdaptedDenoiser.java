package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A denoiser with an adapter at each {@link Tap} (Houlsby et al. 2019): what a block says, and a
 * little more, made of it cell by cell through few channels.
 *
 * <pre>
 *   block - x -+----------------------------+- x' - tap
 *              `- rank channels, SiLU, width -'
 * </pre>
 *
 * <p>The adapters' last maps begin as 0: at first it is the denoiser that they are added to.
 */
final class AdaptedDenoiser implements Denoiser {

  private final Denoiser inner;
  private final Map<Integer, Layer> adapters = new TreeMap<>();

  AdaptedDenoiser(Denoiser inner, Parameters parameters, AdaptedShape shape) {
    this.inner = inner;
    for (Tap tap : inner.taps()) {
      Parameters its = parameters.in(AdaptedShape.ADAPTERS + tap.name());
      adapters.put(
          tap.number(),
          TemporalConvolution.pointwise(its.in("down"), shape.width(), shape.rank())
              .then(Ops::silu)
              .then(
                  TemporalConvolution.pointwise(
                      its.in("up"), shape.rank(), shape.width(), Initialiser.zeros())));
    }
  }

  @Override
  public NDArray forward(DenoiserInput input, Trace trace) {
    return inner.forward(input, new Adapted(trace));
  }

  /** Adds to what flows before anybody else sees it. */
  private final class Adapted implements Trace {

    private final Trace outer;

    Adapted(Trace outer) {
      this.outer = outer;
    }

    @Override
    public NDArray activation(Tap tap, NDArray activation) {
      return outer.activation(tap, activation.add(adapters.get(tap.number()).forward(activation)));
    }

    @Override
    public boolean wants(AttentionTap tap) {
      return outer.wants(tap);
    }

    @Override
    public NDArray attention(AttentionTap tap, NDArray map) {
      return outer.attention(tap, map);
    }
  }

  @Override
  public List<Tap> taps() {
    return inner.taps();
  }

  @Override
  public List<AttentionTap> attentionTaps() {
    return inner.attentionTaps();
  }
}
