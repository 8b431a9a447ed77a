package dev.fairway.diffusion;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.SiteVectors;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.denoise.Tap;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.represent.DiffusionEncoder;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.diffusion.sample.Sampler;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.diffusion.sample.WindowImputer;
import dev.fairway.diffusion.scale.Expectation;
import dev.fairway.diffusion.scale.ResidualScaler;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.season.FittedSeasons;
import dev.fairway.series.Calendar;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A trained diffusion model, ready to encode, impute and sample: a pure function of its input and a
 * seed. The service and offline training call the same methods.
 *
 * <p>May be called from several threads at a time; closing frees native memory and must wait for
 * them.
 */
public final class DiffusionModel implements AutoCloseable {

  /** The kind on the model's card. */
  public static final String KIND = "diffusion";

  /** Files of the bundle. */
  public static final String WEIGHTS_FILE = "weights.safetensors";

  public static final String NETWORK_FILE = "network.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final RecordCodec<NetworkDefinition> NETWORKS =
      new RecordCodec<>(NetworkDefinition.getDefaultInstance());

  private final String id;
  private final MeasuredNetwork measured;
  private final DiffusionArchitecture architecture;
  private final ModelWeights weights;
  private final ResidualScaler scaler;
  private final Optional<FittedSpan> fitted;
  private final NDManager root;
  private final WindowSpace space;
  private final Denoiser denoiser;
  private final WindowImputer imputer;
  private final DiffusionEncoder encoder;
  private final Calendar calendar;

  private DiffusionModel(
      String id,
      MeasuredNetwork measured,
      DiffusionArchitecture architecture,
      ModelWeights weights,
      Optional<FittedSpan> fitted,
      UnaryOperator<Denoiser> around) {
    this.id = id;
    this.measured = measured;
    this.architecture = architecture;
    this.weights = weights;
    this.fitted = fitted;
    this.scaler = ResidualScaler.of(measured, weights.scaler());
    this.calendar = Calendar.of(measured);
    this.root = TensorEngine.newRoot();
    try {
      requireCountable(windowShape());
      Parameters parameters = Parameters.of(root, weights.denoiser());
      this.space =
          architecture
              .space()
              .open(
                  root,
                  measured.channels().size(),
                  architecture.steps(),
                  measured.network(),
                  weights.space());
      this.denoiser = around.apply(space.denoiser(root, parameters, architecture.denoiser()));
      architecture.encode().taps().forEach(denoiser::tap);
      parameters.requireNames(weights.denoiser().keySet());
      parameters.train(false);
    } catch (RuntimeException e) {
      root.close();
      throw e;
    }
    this.imputer = new WindowImputer(root, denoiser, architecture.noise(), space);
    this.encoder = new DiffusionEncoder(denoiser, architecture.noise(), space);
  }

  /** All of the other's, but what is usual. */
  private DiffusionModel(DiffusionModel other, ResidualScaler scaler) {
    this.id = other.id;
    this.measured = other.measured;
    this.architecture = other.architecture;
    this.weights = other.weights;
    this.scaler = scaler;
    this.fitted = other.fitted;
    this.root = other.root;
    this.space = other.space;
    this.denoiser = other.denoiser;
    this.imputer = other.imputer;
    this.encoder = other.encoder;
    this.calendar = other.calendar;
  }

  /**
   * Opens a bundle and checks all of it.
   *
   * @throws BundleException if it is no sound diffusion bundle
   */
  public static DiffusionModel open(Path directory) throws BundleException, IOException {
    return of(ModelBundle.open(directory));
  }

  /**
   * @throws BundleException if it is no diffusion bundle, or its parts contradict each other
   */
  public static DiffusionModel of(ModelBundle bundle) throws BundleException {
    return of(bundle, UnaryOperator.identity());
  }

  /**
   * @param around what every evaluation of the denoiser goes through
   * @throws BundleException if it is no diffusion bundle, or its parts contradict each other
   */
  public static DiffusionModel of(ModelBundle bundle, UnaryOperator<Denoiser> around)
      throws BundleException {
    MeasuredNetwork measured;
    try {
      measured =
          NetworkDefinitions.fromDefinition(
              NETWORKS.decode(bundle.file(NETWORK_FILE), ContentType.JSON));
    } catch (MalformedRecordException e) {
      throw new BundleException(bundle.directory().resolve(NETWORK_FILE), e.getMessage(), e);
    }
    bundle.require(KIND, measured.network().hash());
    try {
      DiffusionArchitecture architecture =
          JSON.treeToValue(bundle.card().architecture(), DiffusionArchitecture.class);
      return new DiffusionModel(
          bundle.id(),
          measured,
          architecture,
          ModelWeights.of(bundle, architecture),
          FittedSpan.of(bundle),
          around);
    } catch (JsonProcessingException e) {
      throw new BundleException(
          bundle.directory(), "its architecture cannot be read: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new BundleException(bundle.directory(), e.getMessage(), e);
    }
  }

  /** A model that is not in a bundle yet: what it was trained for, and its weights. */
  public static DiffusionModel of(
      MeasuredNetwork measured, DiffusionArchitecture architecture, ModelWeights weights) {
    return new DiffusionModel(
        "", measured, architecture, weights, Optional.empty(), UnaryOperator.identity());
  }

  /**
   * The model as it is to see the windows of a series: of a day that told it what is usual, what is
   * usual on the others, as no new day is in its own mean (see {@link FittedSeasons}). Whoever
   * learns from what the model says of its own training days would else learn from days that are
   * nearer to the usual than any new one. A series that did not tell it anything, or other values,
   * is seen as it is.
   *
   * @return shares all native memory with this model: close one of the two
   */
  public DiffusionModel over(TrafficSeries series) {
    return fitted
        .flatMap(span -> span.fitted(series))
        .filter(scaler -> scaler.isOf(weights.scaler()))
        .map(scaler -> new DiffusionModel(this, scaler.whileTraining()))
        .orElse(this);
  }

  /**
   * The same weights on a network in which sites have come, gone or moved in the order: see {@link
   * SiteVectors}. A model of its own, to be closed on its own.
   *
   * @param around what every evaluation of its denoiser goes through
   * @throws IllegalArgumentException if it is not measured alike, it says in what, or the model is
   *     of latents
   */
  public DiffusionModel on(MeasuredNetwork other, UnaryOperator<Denoiser> around) {
    return new DiffusionModel(
        id, withOwnChannels(other), architecture, weightsOn(other), Optional.empty(), around);
  }

  /** What is possible in a channel is the model's to say, not a caller's. */
  private MeasuredNetwork withOwnChannels(MeasuredNetwork other) {
    return new MeasuredNetwork(
        other.network(),
        other.name(),
        measured.channels(),
        other.interval(),
        other.zone(),
        other.lateness(),
        other.attribution());
  }

  /**
   * The same weights on another network: see {@link SiteVectors}.
   *
   * @throws IllegalArgumentException if it is not measured alike, it says in what, or the model is
   *     of latents
   */
  public ModelWeights weightsOn(MeasuredNetwork other) {
    requireMeasuredAlike(other);
    return weights.moved(measured.network(), other.network());
  }

  /**
   * A copy of its denoiser whose weights are among the parameters, to learn on.
   *
   * @param owner of its constants
   */
  public DiffusionEncoder learning(NDManager owner, Parameters parameters) {
    Denoiser copy = space.denoiser(owner, parameters, architecture.denoiser());
    parameters.set(weights.denoiser());
    return new DiffusionEncoder(copy, architecture.noise(), space);
  }

  /**
   * What it would be with other weights in its denoiser.
   *
   * @param denoiser by the names of {@link #learning}
   */
  public ModelWeights learned(Map<String, HostTensor> denoiser) {
    return new ModelWeights(weights.scaler(), denoiser, weights.space());
  }

  private void requireMeasuredAlike(MeasuredNetwork other) {
    List<String> own = channelNames(measured);
    List<String> its = channelNames(other);
    if (!own.equals(its) || !measured.interval().equals(other.interval())) {
      throw new IllegalArgumentException(
          "the channels of "
              + other.network().id()
              + " are "
              + its
              + " every "
              + other.interval()
              + ", the model's, of "
              + measured.network().id()
              + ", "
              + own
              + " every "
              + measured.interval());
    }
  }

  private static List<String> channelNames(MeasuredNetwork measured) {
    return measured.channels().stream().map(c -> c.name() + " in " + c.unit()).toList();
  }

  /** What a bundle says of its network. */
  public static byte[] networkFile(MeasuredNetwork measured) {
    return NETWORKS.encode(NetworkDefinitions.toDefinition(measured), ContentType.JSON);
  }

  /** SHA-256 of the bundle; empty if there is none yet. */
  public String id() {
    return id;
  }

  public MeasuredNetwork measured() {
    return measured;
  }

  public DiffusionArchitecture architecture() {
    return architecture;
  }

  /** Where it denoises windows. */
  public WindowSpace space() {
    return space;
  }

  /** From values to what the denoiser sees. */
  public ResidualScaler scaler() {
    return scaler;
  }

  /** Length of a site's representation as the model's card says. */
  public int representationWidth() {
    return representationWidth(architecture.encode());
  }

  /** Length of a site's representation. */
  public int representationWidth(EncodePlan plan) {
    return architecture.denoiser().width() * plan.taps().size();
  }

  /** Where a representation can be read, by number. */
  public List<Tap> taps() {
    return denoiser.taps();
  }

  /**
   * @throws IllegalArgumentException if no tap has the number
   */
  public Tap tap(int number) {
    return denoiser.tap(number);
  }

  /** Channels x steps x sites. */
  public int windowCells() {
    return Math.toIntExact(windowShape().size());
  }

  /** Fills the holes of a window as the model's card says. */
  public Imputation impute(TrafficWindow window, long seed) {
    return impute(window, architecture.impute(), seed, Checkpoint.NONE);
  }

  /**
   * Fills the holes of a window: what was observed comes back bit for bit.
   *
   * @throws IllegalArgumentException if the window is not of the model's shape
   */
  public Imputation impute(
      TrafficWindow window, ImputePlan plan, long seed, Checkpoint checkpoint) {
    float[] values = window.values().clone();
    float[] spread = new float[values.length];
    List<TrafficWindow> samples = draw(window, plan, seed, checkpoint);
    for (int i = 0; i < values.length; i++) {
      if (!window.observed()[i]) {
        double sum = 0;
        double squares = 0;
        for (TrafficWindow sample : samples) {
          sum += sample.values()[i];
        }
        double mean = sum / plan.samples();
        for (TrafficWindow sample : samples) {
          squares += (sample.values()[i] - mean) * (sample.values()[i] - mean);
        }
        values[i] = (float) mean;
        spread[i] = plan.samples() == 1 ? 0 : (float) Math.sqrt(squares / (plan.samples() - 1));
      }
    }
    return new Imputation(values, spread);
  }

  /**
   * What a window is expected to be: the mean of what its holes may hold, in one look. See {@link
   * SamplerKind#MEAN}.
   *
   * @return {@code [C, T, N]}, in the channels' units; what was observed, bit for bit
   * @throws IllegalArgumentException if the window is not of the model's shape
   */
  public float[] expected(TrafficWindow window, Checkpoint checkpoint) {
    return draw(window, new ImputePlan(SamplerKind.MEAN, 1, 1), 0, checkpoint).get(0).values();
  }

  /**
   * Draws what the holes of a window may hold: what was observed stays bit for bit. Of a window
   * without holes all draws are the window itself, and cost nothing.
   *
   * @return {@code plan.samples()} windows without holes
   * @throws IllegalArgumentException if the window is not of the model's shape
   */
  public List<TrafficWindow> draw(
      TrafficWindow window, ImputePlan plan, long seed, Checkpoint checkpoint) {
    requireFits(window);
    if (isComplete(window)) {
      return Collections.nCopies(plan.samples(), window);
    }
    float[] drawn =
        scaler.values(
            sampled(
                window,
                plan.samples(),
                plan.guidance(),
                plan.sampler().of(architecture.noise().process(), plan.evaluations()),
                seed,
                checkpoint),
            window.start(),
            window.steps());
    List<TrafficWindow> windows = new ArrayList<>();
    for (int s = 0; s < plan.samples(); s++) {
      windows.add(
          window.complete(
              window.beside(
                  Arrays.copyOfRange(drawn, s * windowCells(), (s + 1) * windowCells()))));
    }
    return windows;
  }

  /** The representation as the model's card says. */
  public float[] encode(TrafficWindow window, long seed) {
    return encode(window, architecture.encode(), seed);
  }

  /**
   * Each site's representation.
   *
   * @param window without holes: impute first
   * @return {@code [N, representationWidth(plan)]}, packed
   * @throws IllegalArgumentException if the window is not of the model's shape, or has holes
   */
  public float[] encode(TrafficWindow window, EncodePlan plan, long seed) {
    requireFits(window);
    requireComplete(window);
    return GradientMode.off(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            return encoder.encode(
                scope,
                scaler.scaled(window),
                windowShape().getShape(),
                StepContext.moment(calendar, window.start(), window.steps()),
                plan,
                seed);
          }
        });
  }

  /**
   * Windows as the model imagines them.
   *
   * @param start of the first interval: what hour and weekday it is
   */
  public List<TrafficWindow> sample(
      Instant start, ImputePlan plan, long seed, Checkpoint checkpoint) {
    int cells = windowCells();
    return draw(
        new TrafficWindow(
            start,
            measured.interval(),
            measured.channels().size(),
            architecture.steps(),
            measured.network().size(),
            new float[cells],
            new boolean[cells]),
        plan,
        seed,
        checkpoint);
  }

  /**
   * @throws IllegalArgumentException if the window's shape or interval are not the model's; it
   *     names both
   */
  public void requireFits(TrafficWindow window) {
    Shape expected = windowShape();
    Shape actual = new Shape(window.channels(), window.steps(), window.sites());
    if (!expected.equals(actual)) {
      throw new IllegalArgumentException(
          "the window is [channels, steps, sites] = " + actual + ", the model's is " + expected);
    }
    if (!window.interval().equals(measured.interval())) {
      throw new IllegalArgumentException(
          "the window's interval is " + window.interval() + ", the model's " + measured.interval());
    }
  }

  /**
   * @throws IllegalArgumentException if a cell of the window was not observed or filled
   */
  public static void requireComplete(TrafficWindow window) {
    int holes = 0;
    for (boolean observed : window.observed()) {
      holes += observed ? 0 : 1;
    }
    if (holes > 0) {
      throw new IllegalArgumentException(
          holes + " of the window's " + window.observed().length + " cells are missing");
    }
  }

  private static boolean isComplete(TrafficWindow window) {
    for (boolean observed : window.observed()) {
      if (!observed) {
        return false;
      }
    }
    return true;
  }

  private float[] sampled(
      TrafficWindow window,
      int samples,
      double guidance,
      Sampler sampler,
      long seed,
      Checkpoint checkpoint) {
    float[] scaled = scaler.scaled(window);
    Expectation expected =
        space.pointsAreCells()
            ? scaler.expected(scaled, window.observed())
            : Expectation.ofNothing(scaled.length);
    return GradientMode.off(
        () ->
            imputer.sample(
                scaled,
                window.observed(),
                expected,
                scaler.bounds(window.start(), window.steps()),
                windowShape(),
                StepContext.moment(calendar, window.start(), window.steps()),
                samples,
                guidance,
                sampler,
                GaussianNoise.source(seed),
                checkpoint));
  }

  private static void requireCountable(Shape window) {
    if (window.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("its windows are too large: " + window);
    }
  }

  private Shape windowShape() {
    return new Shape(measured.channels().size(), architecture.steps(), measured.network().size());
  }

  @Override
  public void close() {
    root.close();
  }
}
