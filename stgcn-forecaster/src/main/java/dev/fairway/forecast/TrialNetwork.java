package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.network.Site;
import dev.fairway.season.FittedSeasons;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.AdamOptimizer;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Gradients;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import dev.fairway.tensor.TrainingStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A forecaster's network outside of a training: single steps and what they compute, for measuring
 * and for comparing with others. It learns as {@link TrainingLoop} does, without its schedule.
 */
public final class TrialNetwork implements AutoCloseable {

  private static final double LARGEST_GRADIENT = 5;
  private static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

  private final MeasuredNetwork measured;
  private final StgcnArchitecture architecture;
  private final Optional<FittedSeasons> seasons;
  private final NDManager root = TensorEngine.newRoot();
  private final Parameters parameters;
  private final InputEncoder encoder;
  private final ForecastHeads heads;
  private final ForecastNetwork network;
  private final NetworkGraph graph;
  private final AdamOptimizer adam;
  private final TrainingStep step;

  /**
   * @param training what scaler and seasons are fitted to
   * @param seed of the first weights
   */
  public TrialNetwork(
      TrafficSeries training, ForecasterConfig config, double weightDecay, long seed) {
    this.measured = training.measured();
    this.architecture =
        new StgcnArchitecture(
            config,
            StandardScaler.fit(training),
            0,
            "",
            LEVELS,
            measured.network().sites().stream().map(Site::id).toList());
    this.seasons =
        config.knowsSeasons() ? Optional.of(FittedSeasons.fit(training)) : Optional.empty();
    this.parameters = new Parameters(root, seed);
    this.encoder = new InputEncoder(measured, config, architecture.scaler(), seasons, 0);
    this.heads =
        new ForecastHeads(
            config.head(),
            measured,
            architecture.scaler().select(measured.forecastChannels()),
            architecture.quantileLevels());
    this.network = ForecastNetwork.of(config, parameters, measured, encoder.inputs(), heads, 0);
    this.graph =
        NetworkGraph.whole(
            root, NetworkGraph.matrices(config, measured.network()), measured.network().size());
    this.adam = new AdamOptimizer(root, parameters, weightDecay);
    this.step = new TrainingStep(root, parameters, adam, LARGEST_GRADIENT);
  }

  /** The weights as they are now. */
  public Map<String, HostTensor> weights() {
    return parameters.values();
  }

  /**
   * What a batch gives, without learning from it.
   *
   * @param raw {@code [B, O, H, N]}, packed: what the network says, scaled
   * @param gradients of the loss, by parameter
   */
  public record Check(float loss, float[] raw, Map<String, HostTensor> gradients) {}

  /**
   * @param targets all channels of the intervals after the windows
   */
  public Check check(List<ForecastInput> inputs, List<TrafficWindow> targets) {
    return GradientMode.on(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            scope.lend(parameters);
            NDArray raw = network.forward(encoder.encode(scope, inputs, graph), x -> x);
            NDArray loss = loss(scope, raw, targets);
            Gradients.backward(loss);
            Map<String, HostTensor> gradients = new TreeMap<>();
            parameters
                .all()
                .forEach(
                    (name, parameter) -> {
                      Gradients.of(parameter, scope.manager())
                          .ifPresent(its -> gradients.put(name, HostTensor.of(its)));
                      Gradients.zero(parameter);
                    });
            return new Check(loss.getFloat(), raw.toFloatArray(), gradients);
          }
        });
  }

  /**
   * One step of learning.
   *
   * @return the loss before it
   */
  public float train(double learningRate, List<ForecastInput> inputs, List<TrafficWindow> targets) {
    return step.run(
            learningRate,
            scope ->
                loss(scope, network.forward(encoder.encode(scope, inputs, graph), x -> x), targets))
        .loss();
  }

  private NDArray loss(TensorScope scope, NDArray raw, List<TrafficWindow> targets) {
    InputEncoder.Targets truth = encoder.targets(scope, targets, graph);
    return heads.loss(raw, truth.values(), truth.mask());
  }

  /** The product's forecaster with the weights as they are now; the caller closes it. */
  public StgcnForecaster forecaster() {
    return new StgcnForecaster(
        "trial",
        new TrainedForecaster(
            architecture, parameters.values(), Optional.empty(), seasons.map(FittedSeasons::means)),
        measured);
  }

  /** Native arrays that this holds: as many after any number of steps. */
  public int heldArrays() {
    return root.getManagedArrays().size() + parameters.all().size();
  }

  @Override
  public void close() {
    adam.close();
    root.close();
  }
}
