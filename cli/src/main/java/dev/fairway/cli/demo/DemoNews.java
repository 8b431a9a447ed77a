package dev.fairway.cli.demo;

import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ModelEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * News worth a line in the terminal, read from the topics as anybody could: models and first
 * forecasts.
 */
final class DemoNews implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoNews.class);
  private static final RecordCodec<ModelEvent> EVENTS =
      new RecordCodec<>(ModelEvent.getDefaultInstance());
  private static final RecordCodec<Forecast> FORECASTS =
      new RecordCodec<>(Forecast.getDefaultInstance());
  private static final double STEP = 0.25;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> models;
  private final List<TopicPartition> forecasts;
  private final Set<String> awaited = new HashSet<>(Set.of(""));
  private final Map<String, Double> told = new HashMap<>();

  /** Reads from now on. */
  DemoNews(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    models = partitions(Topic.MODELS);
    forecasts = partitions(Topic.FORECASTS);
    List<TopicPartition> all = new ArrayList<>(models);
    all.addAll(forecasts);
    consumer.assign(all);
    consumer.seekToEnd(all);
  }

  /** What is new; waits for it at most so long. */
  List<String> poll(Duration wait) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(wait)) {
        if (found.topic().equals(Topic.MODELS.topicName())) {
          lines.addAll(model(Envelope.open(found, EVENTS)));
        } else if (!awaited.isEmpty()) {
          lines.addAll(forecast(Envelope.open(found, FORECASTS)));
        }
      }
    } catch (MalformedRecordException e) {
      LOG.warn("{}", e.getMessage());
    } catch (InterruptException e) {
      // Kafka sets the mark again; left set, nothing could be closed in peace after this.
      boolean unused = Thread.interrupted();
      throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    }
    if (awaited.isEmpty()) {
      consumer.pause(forecasts);
    }
    return lines;
  }

  private List<String> forecast(Forecast forecast) {
    if (awaited.remove("")) {
      return List.of(
          "forecast   the first is out: %s, site %s, by %s"
              .formatted(forecast.getNetwork(), forecast.getSite(), forecast.getModel()));
    }
    if (awaited.remove(forecast.getModel())) {
      return List.of(
          "forecast   the first by the new model is out: %s, from %s on"
              .formatted(
                  forecast.getNetwork(), Times.toInstant(forecast.getSteps(0).getTargetTime())));
    }
    return List.of();
  }

  private List<String> model(ModelEvent event) {
    String who = event.getRole().name().toLowerCase(Locale.ROOT) + " of " + event.getNetwork();
    switch (event.getStatus()) {
      case TRAINING -> {
        double last = told.getOrDefault(who, -1.0);
        if (event.getProgress() >= last && event.getProgress() < last + STEP) {
          return List.of();
        }
        told.put(who, event.getProgress());
        return List.of(
            "training   %s: %.0f %%, %s"
                .formatted(who, 100 * event.getProgress(), event.getMessage()));
      }
      case PROMOTED -> {
        told.remove(who);
        if (event.getRole() == ModelEvent.Role.FORECASTER) {
          awaited.add(event.getModel());
          consumer.resume(forecasts);
          consumer.seekToEnd(forecasts);
        }
        return List.of("model      %s promoted: %s".formatted(who, event.getMessage()));
      }
      case REJECTED, FAILED -> {
        told.remove(who);
        return List.of(
            "model      %s %s: %s"
                .formatted(
                    who, event.getStatus().name().toLowerCase(Locale.ROOT), event.getMessage()));
      }
      default -> {
        return List.of();
      }
    }
  }

  private List<TopicPartition> partitions(Topic topic) {
    return consumer.partitionsFor(topic.topicName()).stream()
        .map(p -> new TopicPartition(p.topic(), p.partition()))
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
