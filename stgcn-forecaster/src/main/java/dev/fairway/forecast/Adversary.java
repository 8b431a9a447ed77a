package dev.fairway.forecast;

import ai.djl.ndarray.NDManager;
import dev.fairway.series.fault.SiteShare;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes of examples what a network forecasts worst, within an {@linkplain Attack attack's} means:
 * what sensors report is changed, what came after is not. Parameters and what they have collected
 * stay as they are.
 *
 * <pre>
 * examples ─► Reach (a box around each window) ─► ProjectedGradient ─► examples
 *                                                   │  network, heads: loss(values)
 * </pre>
 */
final class Adversary {

  private final NDManager root;
  private final Parameters parameters;
  private final ForecastNetwork network;
  private final ForecastHeads heads;
  private final InputEncoder encoder;

  Adversary(
      NDManager root,
      Parameters parameters,
      ForecastNetwork network,
      ForecastHeads heads,
      InputEncoder encoder) {
    this.root = root;
    this.parameters = parameters;
    this.network = network;
    this.heads = heads;
    this.encoder = encoder;
  }

  /**
   * Starts anywhere in the box, and climbs the loss of all examples together.
   *
   * @param graph the sites that take part; the others stay as they are
   */
  List<Example> attacked(
      List<Example> batch, NetworkGraph graph, Attack attack, SplittableRandom random) {
    List<Reach> reaches = reaches(batch, attack, random);
    Box box = packed(reaches, graph);
    float[] start = box.somewhere(random);
    return unpacked(
        batch, reaches, graph, parameters.frozen(() -> climbed(batch, graph, attack, start, box)));
  }

  /** Noise that changes every cell as much as the attack may, up or down by chance: a control. */
  List<Example> noisy(
      List<Example> batch, NetworkGraph graph, Attack attack, SplittableRandom random) {
    List<Reach> reaches = reaches(batch, attack, random);
    return unpacked(batch, reaches, graph, packed(reaches, graph).corner(random));
  }

  private float[] climbed(
      List<Example> batch, NetworkGraph graph, Attack attack, float[] start, Box box) {
    try (TensorScope whole = new TensorScope(root)) {
      StgcnInput clean = encoder.encode(whole, batch.stream().map(Example::input).toList(), graph);
      InputEncoder.Targets truth =
          encoder.targets(whole, batch.stream().map(Example::target).toList(), graph);
      long[] window = clean.window().getShape().getShape();
      long[] shape = {
        window[0], start.length / (window[0] * window[2] * window[3]), window[2], window[3]
      };
      return new ProjectedGradient(
              root,
              shape,
              (scope, values) -> {
                scope.lend(parameters);
                scope.lend(clean.tensors());
                scope.lend(truth.values(), truth.mask());
                StgcnInput seen = clean.withValues(values, encoder.targets());
                return heads.loss(network.forward(seen, x -> x), truth.values(), truth.mask());
              })
          .climb(start, box, attack.stepSize(), attack.iterations());
    }
  }

  private List<Reach> reaches(List<Example> batch, Attack attack, SplittableRandom random) {
    SiteShare share = new SiteShare(attack.share());
    List<Reach> reaches = new ArrayList<>();
    for (Example example : batch) {
      ForecastInput input = example.input();
      boolean[] sites = share.draw(input.observed().sites(), random);
      reaches.add(encoder.reach(input, attack.radius(), sites));
    }
    return reaches;
  }

  /** Of the graph's sites, {@code [B, C, T, n]}. */
  private static Box packed(List<Reach> reaches, NetworkGraph graph) {
    int sites = reaches.get(0).input().observed().sites();
    int rows = reaches.get(0).box().low().length / sites;
    int cells = rows * graph.size();
    float[] low = new float[reaches.size() * cells];
    float[] high = new float[low.length];
    for (int b = 0; b < reaches.size(); b++) {
      Box box = reaches.get(b).box();
      graph.copyRows(box.low(), 0, rows, sites, low, b * cells);
      graph.copyRows(box.high(), 0, rows, sites, high, b * cells);
    }
    return new Box(low, high);
  }

  private static List<Example> unpacked(
      List<Example> batch, List<Reach> reaches, NetworkGraph graph, float[] packed) {
    List<Example> changed = new ArrayList<>();
    int cells = packed.length / batch.size();
    for (int b = 0; b < batch.size(); b++) {
      Reach reach = reaches.get(b);
      changed.add(new Example(reach.with(graph, packed, b * cells), batch.get(b).target()));
    }
    return changed;
  }
}
