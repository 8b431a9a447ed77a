package dev.fairway.cli.train;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.provenance.ModelBundle;
import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tells the models topic how the training of one model goes and what came of it. */
public final class ModelAnnouncer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final String network;
  private final ModelEvent.Role role;
  private final Clock clock;

  public ModelAnnouncer(
      String bootstrapServers, String network, ModelEvent.Role role, Clock clock) {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.network = network;
    this.role = role;
    this.clock = clock;
  }

  /** Tells of a bundle that someone chose to run. */
  public static void promote(
      String bootstrapServers, ModelBundle bundle, String message, Clock clock) {
    ModelEvent.Role role =
        bundle.card().kind().equals(StgcnBundles.KIND)
            ? ModelEvent.Role.FORECASTER
            : ModelEvent.Role.DIFFUSION;
    try (ModelAnnouncer announcer =
        new ModelAnnouncer(bootstrapServers, bundle.card().network(), role, clock)) {
      announcer.promoted(bundle, message);
    }
  }

  /**
   * @param fraction of the training that is done, 0..1
   * @param loss last training loss
   */
  public void training(double fraction, double loss, String message) {
    send(event(ModelEvent.Status.TRAINING).setProgress(fraction).setLoss(loss).setMessage(message));
  }

  public void promoted(ModelBundle bundle, String message) {
    send(finished(ModelEvent.Status.PROMOTED, bundle, message));
  }

  /** Trained, but not better than what runs. */
  public void rejected(ModelBundle bundle, String message) {
    send(finished(ModelEvent.Status.REJECTED, bundle, message));
  }

  public void failed(String message) {
    send(event(ModelEvent.Status.FAILED).setMessage(message));
  }

  /** Of the newest event of a status: compaction keeps one for each. */
  static String key(String network, ModelEvent.Role role, ModelEvent.Status status) {
    return network + "/" + role + "/" + status;
  }

  private ModelEvent.Builder finished(
      ModelEvent.Status status, ModelBundle bundle, String message) {
    ModelEvent.Builder event = event(status);
    StgcnBundles.encoder(bundle.card()).ifPresent(event::setEncoder);
    return event
        .setModel(bundle.id())
        .setBundle(bundle.directory().toAbsolutePath().toString())
        .setProgress(1)
        .putAllScores(bundle.card().scores())
        .setMessage(message);
  }

  private ModelEvent.Builder event(ModelEvent.Status status) {
    return ModelEvent.newBuilder()
        .setNetwork(network)
        .setRole(role)
        .setStatus(status)
        .setTime(Times.toTimestamp(clock.instant()));
  }

  private void send(ModelEvent.Builder event) {
    String key = key(network, role, event.getStatus());
    Future<RecordMetadata> sent =
        producer.send(Envelope.wrap(Topic.MODELS, key, network, event.build(), ContentType.JSON));
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException("The models topic did not take " + key, e.getCause());
    } catch (InterruptedException e) {
      // Told to stop: the news goes out with the producer's close, or not at all.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
