package dev.fairway.benchmarks.stream;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.Prediction;
import dev.fairway.forecast.TrialNetwork;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.ForecasterLoader;
import dev.fairway.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The forecaster of the product's form with the weights that a training begins with: what it says
 * is worth nothing, what saying it costs is what a trained one costs. It computes on one thread, as
 * those of the job do.
 */
final class UntrainedForecaster implements ForecasterLoader {

  private static final long serialVersionUID = 1;

  private static final int FITTED_STEPS = 36;

  private final String encoder;

  /**
   * @param encoder whose representation it asks for, and then does without; "": of none
   */
  UntrainedForecaster(String encoder) {
    this.encoder = encoder;
  }

  /** All bundles are the same but for their names. */
  @Override
  public Forecaster load(Path bundle, MeasuredNetwork network) {
    return new Named(plain(network), bundle.getFileName().toString(), encoder);
  }

  private static Forecaster plain(MeasuredNetwork network) {
    TensorEngine.setThreads(1);
    try (TrialNetwork trial =
        new TrialNetwork(GridTown.series(network, FITTED_STEPS), ModernConfig.standard(), 0, 1)) {
      return trial.forecaster();
    }
  }

  /**
   * Tells the job to forecast a network with it.
   *
   * @param model its name
   */
  void promote(String bootstrapServers, String network, String model)
      throws InterruptedException, ExecutionException {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      ModelEvent event =
          ModelEvent.newBuilder()
              .setNetwork(network)
              .setRole(ModelEvent.Role.FORECASTER)
              .setStatus(ModelEvent.Status.PROMOTED)
              .setModel(model)
              .setBundle("untrained/" + model)
              .setEncoder(encoder)
              .setProgress(1)
              .setTime(Times.toTimestamp(Instant.EPOCH))
              .build();
      producer.send(Envelope.wrap(Topic.MODELS, network, network, event, ContentType.JSON)).get();
    }
  }

  private record Named(Forecaster plain, String id, String encoderName) implements Forecaster {

    @Override
    public Optional<String> encoder() {
      return Optional.of(encoderName).filter(name -> !name.isEmpty());
    }

    @Override
    public Prediction forecast(ForecastInput input) {
      return plain.forecast(new ForecastInput(input.observed(), input.filled(), Optional.empty()));
    }

    @Override
    public void close() {
      plain.close();
    }
  }
}
