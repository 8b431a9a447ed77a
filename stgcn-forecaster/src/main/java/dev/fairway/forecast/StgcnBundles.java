package dev.fairway.forecast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.ModelCard;
import dev.fairway.provenance.Provenance;
import dev.fairway.season.SeasonalMeans;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Trained STGCNs as model bundles. */
public final class StgcnBundles {

  /** Kind of the bundles. */
  public static final String KIND = "stgcn";

  private static final String WEIGHTS = "weights.safetensors";
  private static final String CALIBRATION = "calibration.safetensors";
  private static final String SEASONS = "seasons.safetensors";
  private static final String PLAN = "training.json";
  private static final String CHOICE = "augmentation.json";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private static final ObjectReader ARCHITECTURE =
      JSON.readerFor(StgcnArchitecture.class)
          .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private StgcnBundles() {}

  /**
   * Opens a bundle and builds its forecaster.
   *
   * @throws BundleException if it is broken or was made for another network, other channels or
   *     another interval; the message says which
   */
  public static StgcnForecaster load(Path directory, MeasuredNetwork measured)
      throws BundleException, IOException {
    return load(ModelBundle.open(directory), measured);
  }

  /** As {@link #load(Path, MeasuredNetwork)}, of a bundle that is open. */
  public static StgcnForecaster load(ModelBundle bundle, MeasuredNetwork measured)
      throws BundleException {
    bundle.require(KIND, measured.network().hash());
    return forecaster(bundle, measured);
  }

  /**
   * As {@link #load(ModelBundle, MeasuredNetwork)}, but the network may have changed since: the
   * graph is built anew, sites of the same id keep what was learned of them, the others start from
   * what their neighbours have.
   *
   * @throws BundleException also if no site is left of those that were trained on
   */
  public static StgcnForecaster loadForChangedNetwork(ModelBundle bundle, MeasuredNetwork measured)
      throws BundleException {
    bundle.require(KIND, bundle.card().networkHash());
    return forecaster(bundle, measured);
  }

  private static StgcnForecaster forecaster(ModelBundle bundle, MeasuredNetwork measured)
      throws BundleException {
    requireMeasuredAlike(bundle, measured);
    StgcnArchitecture architecture = architecture(bundle);
    requireSame(
        bundle, "scaled channels", architecture.scaler().channels(), measured.channels().size());
    try {
      return new StgcnForecaster(bundle.id(), trained(bundle, architecture, measured), measured);
    } catch (IllegalArgumentException e) {
      throw new BundleException(bundle.directory(), e.getMessage(), e);
    }
  }

  /**
   * What a forecaster of another network gives to one of this: sites of the same id keep what was
   * learned of them, the others start from what their neighbours have, or from the mean of all.
   *
   * @throws BundleException if it is no sound forecaster, was trained with other channels, units or
   *     another interval, or with an encoder's features; it names both
   */
  public static SourceForecaster source(ModelBundle bundle, MeasuredNetwork measured)
      throws BundleException {
    bundle.require(KIND, bundle.card().networkHash());
    requireMeasuredAlike(bundle, measured);
    StgcnArchitecture architecture = architecture(bundle);
    if (architecture.features() > 0) {
      throw new BundleException(
          bundle.directory(),
          "was trained with the features of encoder "
              + architecture.encoder()
              + ", which knows another network; a source has none");
    }
    return new SourceForecaster(
        bundle.id(),
        architecture.config(),
        match(architecture, measured).carriedWeights(SafeTensors.read(bundle.file(WEIGHTS))));
  }

  private static void requireMeasuredAlike(ModelBundle bundle, MeasuredNetwork measured)
      throws BundleException {
    ModelCard card = bundle.card();
    requireSame(bundle, "channels", card.channels(), names(measured));
    requireSame(bundle, "units", card.units(), units(measured));
    requireSame(
        bundle,
        "an interval in seconds of",
        card.intervalSeconds(),
        (int) measured.interval().toSeconds());
  }

  private static StgcnArchitecture architecture(ModelBundle bundle) throws BundleException {
    try {
      return ARCHITECTURE.readValue(bundle.card().architecture());
    } catch (JsonProcessingException e) {
      throw new BundleException(
          bundle.directory(), "its architecture cannot be read: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new BundleException(bundle.directory(), "its architecture cannot be read", e);
    }
  }

  private static SiteMatch match(StgcnArchitecture architecture, MeasuredNetwork measured) {
    TrafficNetwork network = measured.network();
    return SiteMatch.of(
        architecture.sites(),
        network.sites().stream().map(Site::id).toList(),
        architecture.config().ties().weights(network).symmetric());
  }

  private static TrainedForecaster trained(
      ModelBundle bundle, StgcnArchitecture architecture, MeasuredNetwork measured)
      throws BundleException {
    ForecasterConfig config = architecture.config();
    TrafficNetwork network = measured.network();
    boolean changed = !bundle.card().networkHash().equals(network.hash());
    Map<String, HostTensor> weights = SafeTensors.read(bundle.file(WEIGHTS));
    Map<String, HostTensor> calibration =
        config.head().hasQuantiles() ? Map.of() : SafeTensors.read(bundle.file(CALIBRATION));
    Map<String, HostTensor> seasons =
        config.knowsSeasons() ? SafeTensors.read(bundle.file(SEASONS)) : Map.of();
    if (changed) {
      SiteMatch match = match(architecture, measured);
      if (match.kept() == 0) {
        throw new IllegalArgumentException(
            "None of the "
                + architecture.sites().size()
                + " sites that it was trained on is in this network");
      }
      weights = match.carriedWeights(weights);
      calibration = ResidualCalibration.carried(calibration, match);
      seasons = match.carriedSeasons(seasons);
    }
    int rows = rows(measured, config);
    return new TrainedForecaster(
        architecture,
        weights,
        calibration.isEmpty()
            ? Optional.empty()
            : Optional.of(
                ResidualCalibration.of(
                    calibration, rows, network.size(), architecture.quantileLevels())),
        seasons.isEmpty() ? Optional.empty() : Optional.of(SeasonalMeans.of(measured, seasons)));
  }

  /** Of a calibration; a horizon that cannot be counted is none. */
  private static int rows(MeasuredNetwork measured, ForecasterConfig config) {
    long rows = (long) measured.forecastChannels().length * config.horizon();
    if (rows > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("A horizon of " + config.horizon() + " intervals");
    }
    return (int) rows;
  }

  /**
   * How a bundle's model was trained, the split of its data above all.
   *
   * @throws BundleException if it does not say
   */
  public static TrainingPlan plan(ModelBundle bundle) throws BundleException {
    return read(bundle, PLAN, TrainingPlan.class);
  }

  private static <T> T read(ModelBundle bundle, String file, Class<T> type) throws BundleException {
    try {
      T read = JSON.readValue(bundle.file(file), type);
      if (read == null) {
        throw new BundleException(bundle.directory(), file + " is empty");
      }
      return read;
    } catch (IOException e) {
      throw new BundleException(bundle.directory(), file + " cannot be read", e);
    }
  }

  /**
   * Id of the encoder whose features a bundle's model takes, as its card says.
   *
   * @return "" if it takes none; empty if the card is no forecaster's, or does not say
   */
  public static Optional<String> encoder(ModelCard card) {
    return Optional.of(card.architecture().path("encoder"))
        .filter(its -> card.kind().equals(KIND) && its.isTextual())
        .map(JsonNode::textValue);
  }

  /**
   * What a bundle's model was chosen from; empty if there was no choice of augmentations.
   *
   * @throws BundleException if that cannot be read
   */
  public static Optional<AugmentationChoice> augmentation(ModelBundle bundle)
      throws BundleException {
    return bundle.has(CHOICE)
        ? Optional.of(read(bundle, CHOICE, AugmentationChoice.class))
        : Optional.empty();
  }

  /** The chosen bundle, with what it was chosen from and each candidate's error in its card. */
  static ModelBundle chosen(AugmentationChoice.Outcome outcome, Path parent) throws IOException {
    ModelCard card = outcome.bundle().card();
    Map<String, Double> scores = new TreeMap<>(card.scores());
    outcome
        .choice()
        .candidates()
        .forEach(
            candidate ->
                scores.put(
                    "validation.relative-error." + candidate.augmentation(),
                    candidate.validationError()));
    return outcome
        .bundle()
        .rewrite(
            parent,
            card.scored(scores),
            Map.of(
                CHOICE, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(outcome.choice())));
  }

  static ModelBundle write(
      Path parent,
      MeasuredNetwork measured,
      TrainedForecaster trained,
      Map<String, Double> scores,
      TrainingPlan plan,
      Provenance provenance)
      throws IOException {
    ModelCard card =
        new ModelCard(
            KIND,
            measured.network().id(),
            measured.network().hash(),
            names(measured),
            units(measured),
            (int) measured.interval().toSeconds(),
            JSON.valueToTree(trained.architecture()),
            scores,
            provenance);
    Map<String, byte[]> files = new TreeMap<>();
    files.put(WEIGHTS, SafeTensors.write(trained.weights()));
    trained
        .calibration()
        .ifPresent(its -> files.put(CALIBRATION, SafeTensors.write(its.tensors())));
    trained.seasons().ifPresent(its -> files.put(SEASONS, SafeTensors.write(its.tensors())));
    files.put(PLAN, JSON.writeValueAsBytes(plan));
    return ModelBundle.write(parent, card, files);
  }

  private static void requireSame(ModelBundle bundle, String what, Object its, Object wanted)
      throws BundleException {
    if (!its.equals(wanted)) {
      throw new BundleException(
          bundle.directory(), "was trained with " + what + " " + its + ", here " + wanted);
    }
  }

  private static List<String> names(MeasuredNetwork measured) {
    return measured.channels().stream().map(Channel::name).toList();
  }

  private static List<String> units(MeasuredNetwork measured) {
    return measured.channels().stream().map(Channel::unit).toList();
  }
}
