package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.fairway.forecast.ModernConfig.Temporal;
import dev.fairway.tensor.ChannelNorm;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.Shapes;
import dev.fairway.tensor.TemporalConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The STGCN's idea, time within a site and space between sites, of today's parts. Time comes first
 * and leaves one state for each site, so that the graph is walked once for a window and not once
 * for each of its steps.
 *
 * <pre>
 * window [B, C, T, N] ─ temporal encoder ───┐
 * usual values, embeddings ────────── + ───┤
 * gate x features ───────────────────── + ───┴─ [B, w, 1, N] ─ graph blocks ─┬─ [B, w, 1, N] each
 *                                                                           └─ concat, hidden, output
 *                         anchor [B, F, H, N] ─ x trust ─ + ─ [B, O + F, H, N] ─┘
 * </pre>
 *
 * <p>The output starts at 0: an untrained network forecasts its anchor.
 */
final class ModernNetwork implements ForecastNetwork {

  /** Share of the distance from what is usual that is kept at first. */
  private static final double FIRST_PERSISTENCE = 0.5;

  private static final double EMBEDDING_DEVIATION = 0.3;

  private final ModernConfig config;
  private final int inputs;
  private final ForecastHeads heads;
  private final Layer encoder;
  private final Optional<Layer> usual;
  private final Optional<GatedFusion> fusion;
  private final List<Identity> identities = new ArrayList<>();
  private final List<GraphBlock> blocks = new ArrayList<>();
  private final Layer norm;
  private final Layer hidden;
  private final Layer output;
  private final Optional<NDArray> persistence;

  /** Adds what an embedding says to the state. */
  @FunctionalInterface
  private interface Identity {
    NDArray of(StgcnInput input);
  }

  ModernNetwork(
      Parameters parameters,
      ModernConfig config,
      int sites,
      int slotsPerDay,
      int inputs,
      ForecastHeads heads,
      int features) {
    this.config = config;
    this.inputs = inputs;
    this.heads = heads;
    int width = config.width();
    int steps = config.inputSteps();
    encoder =
        config.temporal() == Temporal.POINTWISE
            ? new WindowEncoder(parameters.in("window"), inputs, steps, width)
            : new DilatedEncoder(parameters.in("window"), inputs, steps, width);
    int cells = heads.targets() * config.horizon();
    usual = config.seasons() ? Optional.of(map(parameters.in("usual"), cells, width)) : none();
    fusion =
        features > 0
            ? Optional.of(new GatedFusion(parameters.in("features"), features, width))
            : none();
    addIdentities(parameters, sites, slotsPerDay);
    for (int b = 0; b < config.blocks(); b++) {
      blocks.add(new GraphBlock(parameters.in("block" + (b + 1)), config, sites));
    }
    int seen = config.skips() ? width * (config.blocks() + 1) : width;
    norm = config.normalised() ? new ChannelNorm(parameters.in("norm"), seen) : x -> x;
    hidden = map(parameters.in("hidden"), seen, 2 * width).then(Ops::silu);
    output =
        TemporalConvolution.pointwise(
            parameters.in("output"),
            2 * width,
            (heads.outputs() + (config.trust() ? heads.targets() : 0)) * config.horizon(),
            Initialiser.zeros());
    persistence = persistence(parameters);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static Layer map(Parameters parameters, int in, int out) {
    return TemporalConvolution.pointwise(parameters, in, out);
  }

  private Optional<NDArray> persistence(Parameters parameters) {
    Initialiser first =
        switch (config.anchor()) {
          case NONE -> Initialiser.zeros();
          case LAST -> Initialiser.ones();
          case SEASON -> Initialiser.constant(FIRST_PERSISTENCE);
        };
    return config.anchor() == ModernConfig.Anchor.NONE
        ? Optional.empty()
        : Optional.of(
            parameters.create("persistence", first, heads.targets(), config.horizon(), 1));
  }

  private void addIdentities(Parameters parameters, int sites, int slotsPerDay) {
    int width = config.width();
    Initialiser small = Initialiser.normal(EMBEDDING_DEVIATION);
    if (config.siteEmbedding() > 0) {
      int size = config.siteEmbedding();
      NDArray table = parameters.create("site" + PER_SITE, small, 1, size, 1, sites);
      Layer mix = map(parameters.in("site"), size, width);
      identities.add(input -> mix.forward(input.graph().select(table)));
    }
    if (config.timeOfDayEmbedding() > 0) {
      int size = config.timeOfDayEmbedding();
      NDArray table = parameters.create("time.table", small, slotsPerDay, size);
      Layer mix = map(parameters.in("time"), size, width);
      identities.add(input -> mix.forward(looked(input.timeOfDay(), table)));
    }
    if (config.dayOfWeekEmbedding() > 0) {
      int size = config.dayOfWeekEmbedding();
      NDArray table = parameters.create("day.table", small, 7, size);
      Layer mix = map(parameters.in("day"), size, width);
      identities.add(input -> mix.forward(looked(input.weekday(), table)));
    }
  }

  /** A row of the table for each sample, [B, size, 1, 1]. */
  private static NDArray looked(NDArray chosen, NDArray table) {
    NDArray rows = chosen.matMul(table);
    return rows.reshape(rows.getShape().get(0), rows.getShape().get(1), 1, 1);
  }

  @Override
  public NDArray forward(StgcnInput input, Layer dropout) {
    NDArray x = input.window();
    NetworkGraph graph = input.graph();
    long batch = x.getShape().get(0);
    int n = graph.size();
    Shapes.require(x, "B", inputs, config.inputSteps(), n);
    Shapes.require(input.last(), batch, heads.targets(), 1, n);
    NDArray state = encoder.forward(x);
    if (usual.isPresent()) {
      NDArray ahead = input.usual().orElseThrow();
      long cells = (long) heads.targets() * config.horizon();
      state = state.add(usual.get().forward(ahead.reshape(batch, cells, 1, n)));
    }
    if (fusion.isPresent()) {
      state = fusion.get().forward(state, input.features().orElseThrow());
    }
    for (Identity identity : identities) {
      state = state.add(identity.of(input));
    }
    List<NDArray> states = new ArrayList<>();
    for (GraphBlock block : blocks) {
      states.add(state);
      state = block.forward(state, graph, dropout);
    }
    NDArray seen = config.skips() ? Ops.concat(1, state, states.toArray(NDArray[]::new)) : state;
    NDArray said =
        output
            .forward(dropout.forward(hidden.forward(norm.forward(seen))))
            .reshape(new Shape(batch, -1, config.horizon(), n));
    if (persistence.isEmpty()) {
      return said;
    }
    NDArray anchor = anchor(input, persistence.get());
    if (!config.trust()) {
      return heads.anchored(said, anchor);
    }
    NDList parts = said.split(new long[] {heads.outputs()}, 1);
    return heads.anchored(parts.get(0), anchor.add(anchor.mul(parts.get(1))));
  }

  /** [B, F, H, n]. */
  private NDArray anchor(StgcnInput input, NDArray share) {
    if (config.anchor() == ModernConfig.Anchor.LAST) {
      return input.last().mul(share);
    }
    NDArray unusual = input.last().sub(input.usualNow().orElseThrow());
    return input.usual().orElseThrow().add(unusual.mul(share));
  }
}
