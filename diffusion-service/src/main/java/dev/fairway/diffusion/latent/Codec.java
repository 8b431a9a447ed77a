package dev.fairway.diffusion.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.denoise.FeedForward;
import dev.fairway.diffusion.denoise.Patches;
import dev.fairway.diffusion.denoise.SiteEmbedding;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.Shapes;
import java.util.Map;

/**
 * Windows as smaller ones and back: the first stage of latent diffusion, a variational autoencoder
 * (Rombach et al. 2022; Kingma and Welling 2014). {@code stride} steps become one, and the sites of
 * a cluster become one by the mean of what each has to say.
 *
 * <p>Departures: pooling along the graph in place of strided convolutions, no adversarial loss.
 */
public final class Codec {

  private final CodecShape shape;
  private final int channels;
  private final int sites;
  private final TrafficNetwork coarse;
  private final Patches patches;
  private final NDArray pooling;
  private final NDArray spreading;
  private final Layer lift;
  private final SiteEmbedding seen;
  private final Layer before;
  private final Layer toLatent;
  private final Layer fromLatent;
  private final SiteEmbedding shown;
  private final Layer behind;
  private final Layer out;

  /**
   * What a window may be in the latent space: normal, each number by itself.
   *
   * @param mean {@code [B, Cz, T / stride rounded up, M]}
   * @param logVariance likewise
   */
  public record Posterior(NDArray mean, NDArray logVariance) {

    /**
     * A draw.
     *
     * @param noise standard normal, of the mean's shape
     */
    public NDArray at(NDArray noise) {
      return mean.add(Ops.scale(logVariance, 0.5).exp().mul(noise));
    }

    /** Divergence from the standard normal, in nats, its mean over all numbers: a scalar. */
    public NDArray divergence() {
      NDArray terms = mean.square().add(logVariance.exp()).sub(logVariance);
      return Ops.scale(Ops.shift(Ops.scale(terms.sum(), 1.0 / terms.size()), -1), 0.5);
    }
  }

  /**
   * @param owner of the constants
   * @param channels C of the data
   */
  public Codec(
      NDManager owner,
      Parameters parameters,
      CodecShape shape,
      int channels,
      TrafficNetwork network) {
    this.shape = shape;
    this.channels = channels;
    this.sites = network.size();
    SiteClusters clusters = SiteClusters.of(network, shape.clusters());
    this.coarse = clusters.network(network);
    this.patches = new Patches(shape.stride());
    this.pooling = Ops.tensor(owner, clusters.pooling(), sites, clusters.count());
    this.spreading = Ops.tensor(owner, clusters.spreading(), clusters.count(), sites);
    int width = shape.width();
    int cells = channels * shape.stride();
    this.lift = new Linear(parameters.in("lift"), cells, width);
    this.seen = new SiteEmbedding(owner, parameters.in("seen"), network, 0, width);
    this.before = new FeedForward(parameters.in("before"), width);
    this.toLatent = new Linear(parameters.in("toLatent"), width, 2 * shape.channels());
    this.fromLatent = new Linear(parameters.in("fromLatent"), shape.channels(), width);
    this.shown = new SiteEmbedding(owner, parameters.in("shown"), network, 0, width);
    this.behind = new FeedForward(parameters.in("behind"), width);
    this.out = new Linear(parameters.in("out"), width, cells);
  }

  public CodecShape shape() {
    return shape;
  }

  /** B, Cz, P, M of windows of T steps. */
  public long[] latentShape(long windows, long steps) {
    long rounded = (steps + shape.stride() - 1) / shape.stride();
    return new long[] {windows, shape.channels(), rounded, shape.clusters()};
  }

  /** The clusters as a network: that of the latent's sites. */
  public TrafficNetwork coarse() {
    return coarse;
  }

  /**
   * @param cells {@code [B, C, T, N]}, scaled and without holes; any T
   */
  public Posterior encode(NDArray cells) {
    Shapes.require(cells, "B", channels, "T", sites);
    NDArray tokens = lift.forward(patches.of(patches.padded(cells)));
    tokens = tokens.add(seen.forward(cells.getManager()));
    tokens = tokens.add(before.forward(tokens));
    NDArray latent = toLatent.forward(pooled(tokens)).transpose(0, 3, 1, 2);
    NDArray mean = latent.get(":, :" + shape.channels());
    NDArray logVariance = latent.get(":, " + shape.channels() + ":");
    return new Posterior(mean, logVariance);
  }

  /**
   * @param latent {@code [B, Cz, P, M]}
   * @param steps T of the window, at most P stride
   * @return {@code [B, C, T, N]}
   */
  public NDArray decode(NDArray latent, int steps) {
    Shapes.require(latent, "B", shape.channels(), "P", shape.clusters());
    NDArray clusters = fromLatent.forward(latent.transpose(0, 2, 3, 1));
    NDArray tokens = spread(clusters.swapAxes(2, 3)).swapAxes(2, 3);
    tokens = tokens.add(shown.forward(latent.getManager()));
    tokens = tokens.add(behind.forward(tokens));
    return Patches.cut(patches.joined(out.forward(tokens), channels), steps);
  }

  /**
   * How much of what a number of the latent stands for is given.
   *
   * @param mask {@code [B, C, T, N]}
   * @return {@code [B, Cz, P, M]}, in [0, 1]
   */
  public NDArray coverage(NDArray mask) {
    Shapes.require(mask, "B", channels, "T", sites);
    NDArray share = pooled(Ops.mean(patches.of(patches.padded(mask)), 3));
    Map<String, Integer> sizes = Shapes.require(share, "B", "P", shape.clusters(), 1);
    NDArray one = share.transpose(0, 3, 1, 2);
    return one.broadcast(sizes.get("B"), shape.channels(), sizes.get("P"), shape.clusters());
  }

  /** {@code [..., M]} as each site has it of its cluster, {@code [..., N]}. */
  NDArray spread(NDArray features) {
    return features.matMul(spreading);
  }

  /** {@code [B, P, N, F]} to the clusters' means {@code [B, P, M, F]}. */
  private NDArray pooled(NDArray tokens) {
    return tokens.swapAxes(2, 3).matMul(pooling).swapAxes(2, 3);
  }
}
