package dev.fairway.diffusion.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.ModelWeights;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.train.OwnLoss;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.forecast.TunedEncoder;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.Provenance;
import dev.fairway.series.Calendar;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A diffusion model's denoiser that learns on with a forecaster (entry K8 of the catalogue of
 * methods, steps 6a and 6b): fine-tuned by the forecast's loss alone, or jointly, by {@code
 * L_forecast + c * L_diffusion}, so that it stays a denoiser. What it becomes is a diffusion model
 * of its own, in a bundle of its own, which serves as any other.
 */
public final class TunedDenoiser implements TunedEncoder, AutoCloseable {

  /** The denoiser has learned already: it moves less than what begins. */
  private static final double RATE_SHARE = 0.1;

  /** Windows that the denoiser's own loss looks at in a step. */
  private static final int OWN_BATCH = 8;

  private final ModelBundle source;
  private final DiffusionModel model;

  /** The same, as it is to see the series. */
  private final DiffusionModel seen;

  private final TrafficSeries series;
  private final double jointWeight;
  private final Path parent;
  private final Supplier<Provenance> provenance;
  private final OwnLoss ownLoss;
  private final Calendar calendar;
  private final Map<String, DiffusionModel> learned = new HashMap<>();

  /**
   * @param split of the series: what the forecaster learns from
   * @param jointWeight c; 0 for fine-tuning alone
   * @param parent the learned model's bundle is made below it
   * @param provenance of that bundle, when it is made
   */
  public TunedDenoiser(
      ModelBundle source,
      TrafficSeries series,
      ChronologicalSplit split,
      double jointWeight,
      Path parent,
      long seed,
      Supplier<Provenance> provenance)
      throws BundleException {
    if (!(jointWeight >= 0)) {
      throw new IllegalArgumentException("The joint weight " + jointWeight + " is negative");
    }
    this.source = source;
    this.model = DiffusionModel.of(source);
    this.series = series;
    this.jointWeight = jointWeight;
    this.parent = parent;
    this.provenance = provenance;
    this.seen = model.over(series);
    this.ownLoss = new OwnLoss(seen, series, split, OWN_BATCH, seed);
    this.calendar = Calendar.of(series.measured());
  }

  @Override
  public String name() {
    return "%s learning at %s of the rate, its own loss weighs %s"
        .formatted(source.id(), RATE_SHARE, jointWeight);
  }

  @Override
  public int size() {
    return model.representationWidth();
  }

  @Override
  public int steps() {
    return model.architecture().steps();
  }

  @Override
  public double rateShare() {
    return RATE_SHARE;
  }

  @Override
  public Layers layers(NDManager owner, Parameters parameters) {
    DiffusionEncoder encoder = model.learning(owner, parameters);
    EncodePlan plan = model.architecture().encode();
    return new Layers() {
      @Override
      public NDArray features(TensorScope scope, List<TrafficWindow> windows, long[] seeds) {
        List<float[]> scaled = new ArrayList<>();
        List<float[]> moments = new ArrayList<>();
        for (TrafficWindow window : windows) {
          scaled.add(seen.scaler().scaled(window));
          moments.add(StepContext.moment(calendar, window.start(), window.steps()));
        }
        long[] shape = {series.channels(), model.architecture().steps(), series.sites()};
        return encoder.features(scope, scaled, shape, moments, plan, seeds);
      }

      @Override
      public Optional<NDArray> loss(TensorScope scope, RandomGenerator random) {
        return jointWeight == 0
            ? Optional.empty()
            : Optional.of(Ops.scale(ownLoss.of(scope, encoder, random), jointWeight));
      }
    };
  }

  @Override
  public NodeFeatures learned(Map<String, HostTensor> weights) throws IOException {
    ModelWeights all = model.learned(weights);
    try (DiffusionModel draft = DiffusionModel.of(model.measured(), model.architecture(), all)) {
      ModelBundle bundle =
          source.rewrite(
              parent,
              source
                  .card()
                  .revised(source.card().architecture(), ownLoss.scores(draft), provenance.get()),
              all.files());
      DiffusionModel opened = DiffusionModel.of(bundle);
      learned.put(opened.id(), opened);
      return new DiffusionFeatures(opened, series);
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * What it has become in a training.
   *
   * @param id as the forecaster of that training names it
   */
  public DiffusionModel learned(String id) {
    return Objects.requireNonNull(learned.get(id), id);
  }

  @Override
  public void close() {
    learned.values().forEach(DiffusionModel::close);
    model.close();
  }
}
