package dev.fairway.cli.represent;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.represent.DiffusionFeatures;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.Channel;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A diffusion model, opened as the encoder of a series' windows. */
public final class OpenEncoder implements AutoCloseable {

  private final ModelBundle bundle;
  private final DiffusionModel model;
  private final TrafficSeries series;
  private final DiffusionFeatures features;

  private OpenEncoder(ModelBundle bundle, DiffusionModel model, TrafficSeries series) {
    this.bundle = bundle;
    this.model = model;
    this.series = series;
    this.features = new DiffusionFeatures(model, series);
  }

  /**
   * @throws BundleException if it is no sound diffusion bundle, or of another network or channels
   *     than the series
   */
  public static OpenEncoder of(Path directory, TrafficSeries series)
      throws BundleException, IOException {
    ModelBundle bundle = ModelBundle.open(directory);
    bundle.require(DiffusionModel.KIND, series.measured().network().hash());
    List<String> channels = series.measured().channels().stream().map(Channel::name).toList();
    if (!bundle.card().channels().equals(channels)) {
      throw new BundleException(
          bundle.directory(),
          "was trained on channels " + bundle.card().channels() + ", here are " + channels);
    }
    return new OpenEncoder(bundle, DiffusionModel.of(bundle), series);
  }

  /** What to know of the data, if it is not that of the model's training. */
  public Optional<String> remark() {
    return bundle.card().provenance().dataHash().equals(series.hash())
        ? Optional.empty()
        : Optional.of("not the data that the model was trained on: parts of the same shares");
  }

  public ModelBundle bundle() {
    return bundle;
  }

  public DiffusionModel model() {
    return model;
  }

  public TrafficSeries series() {
    return series;
  }

  public DiffusionFeatures features() {
    return features;
  }

  /**
   * The features, for a forecaster that was trained with them.
   *
   * @throws IllegalArgumentException if it was trained with another encoder's, or with none
   */
  public NodeFeatures featuresFor(Forecaster forecaster) {
    String wanted =
        forecaster
            .encoder()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--diffusion %s: forecaster %s was trained without a representation"
                            .formatted(bundle.directory(), forecaster.id())));
    if (!wanted.equals(bundle.id())) {
      throw new IllegalArgumentException(
          "--diffusion %s: its model is %s, forecaster %s was trained with the representation of %s"
              .formatted(bundle.directory(), bundle.id(), forecaster.id(), wanted));
    }
    return features;
  }

  @Override
  public void close() {
    model.close();
  }
}
