package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.condition.Event;
import dev.fairway.diffusion.condition.EventTokens;
import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Five sites, two channels, windows of noise: what denoisers are tested on. */
final class TinyTown {

  static final int SITES = 5;
  static final int CHANNELS = 2;
  static final int KINDS = 3;
  static final Conditioning TOLD = new Conditioning(true, KINDS);

  /** New place of each node. */
  private static final int[] PLACE = {3, 0, 4, 1, 2};

  /** A ring with two short cuts: no two sites are alike. */
  static TrafficNetwork network() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < SITES; i++) {
      links.add(new Link("s" + i, "s" + (i + 1) % SITES, 500 + 70 * i * i));
    }
    links.add(new Link("s0", "s2", 800));
    links.add(new Link("s3", "s0", 400));
    return new TrafficNetwork(
        "town",
        NetworkKind.ROAD,
        IntStream.range(0, SITES)
            .mapToObj(i -> new Site("s" + i, "site " + i, Double.NaN, Double.NaN))
            .toList(),
        links);
  }

  /** The same town, its sites in another order. */
  static TrafficNetwork relabelled() {
    TrafficNetwork network = network();
    List<Site> sites = new ArrayList<>(network.sites());
    for (int i = 0; i < SITES; i++) {
      sites.set(PLACE[i], network.sites().get(i));
    }
    return new TrafficNetwork(network.id(), network.kind(), sites, network.links());
  }

  /** {@code [..., N]} in the other order. */
  static float[] relabelled(float[] cells) {
    float[] moved = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      moved[i / SITES * SITES + PLACE[i % SITES]] = cells[i];
    }
    return moved;
  }

  /** Weights, with the sites' own vectors in the other order. */
  static Map<String, HostTensor> relabelled(Map<String, HostTensor> weights) {
    Map<String, HostTensor> moved = new TreeMap<>(weights);
    moved.computeIfPresent(
        "sites.own",
        (name, tensor) -> {
          int width = (int) tensor.shape()[1];
          float[] rows = new float[tensor.values().length];
          for (int n = 0; n < SITES; n++) {
            System.arraycopy(tensor.values(), n * width, rows, PLACE[n] * width, width);
          }
          return new HostTensor(tensor.shape(), rows);
        });
    return moved;
  }

  /**
   * Two windows.
   *
   * @param noisy {@code [2, C, steps, N]}, packed, as are the next two
   */
  record Windows(
      int steps,
      float[] noisy,
      float[] given,
      float[] mask,
      float[] context,
      List<List<Event>> events) {

    static Windows random(int steps, long seed) {
      Random random = new Random(seed);
      int cells = 2 * CHANNELS * steps * SITES;
      float[] noisy = new float[cells];
      float[] given = new float[cells];
      float[] mask = new float[cells];
      for (int i = 0; i < cells; i++) {
        noisy[i] = (float) random.nextGaussian();
        given[i] = (float) random.nextGaussian();
        mask[i] = random.nextBoolean() ? 1 : 0;
      }
      float[] context =
          Arrays.copyOf(
              StepContext.features(0.3, new float[] {0.1f, 0.9f, -0.5f, 0.5f}),
              2 * StepContext.FEATURES);
      System.arraycopy(
          StepContext.features(0.8, new float[] {0.7f, -0.7f, 0.5f, 0.8f}),
          0,
          context,
          StepContext.FEATURES,
          StepContext.FEATURES);
      List<List<Event>> events =
          List.of(
              List.of(new Event(2, 0.5f), new Event(0, 1), new Event(1, -2)),
              List.of(new Event(1, 1.5f)));
      return new Windows(steps, noisy, given, mask, context, events);
    }

    Windows with(List<List<Event>> others) {
      return new Windows(steps, noisy, given, mask, context, others);
    }

    Windows relabelled() {
      return new Windows(
          steps,
          TinyTown.relabelled(noisy),
          TinyTown.relabelled(given),
          TinyTown.relabelled(mask),
          context,
          events);
    }

    DenoiserInput in(TensorScope scope) {
      boolean any = events.stream().anyMatch(e -> !e.isEmpty());
      return new DenoiserInput(
          scope.tensor(noisy, 2, CHANNELS, steps, SITES),
          scope.tensor(given, 2, CHANNELS, steps, SITES),
          scope.tensor(mask, 2, CHANNELS, steps, SITES),
          scope.tensor(context, 2, StepContext.FEATURES),
          any ? Optional.of(EventTokens.of(scope.manager(), events, KINDS)) : Optional.empty());
    }

    /** {@code [2, C, steps, N]}, packed. */
    float[] through(Denoiser denoiser, Trace trace, NDManager root) {
      return GradientMode.off(
          () -> {
            try (TensorScope scope = new TensorScope(root)) {
              return denoiser.forward(in(scope), trace).toFloatArray();
            }
          });
    }
  }

  private TinyTown() {}
}
