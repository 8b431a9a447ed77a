package dev.fairway.diffusion.service;

import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.provenance.BundleException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts every diffusion model that the models topic promotes on the shelf, from the topic's
 * beginning on: the service changes models without a restart. What cannot be loaded is logged once
 * and counted, and the model before it goes on serving.
 */
public final class ModelFollower implements Runnable, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);
  private static final int REMEMBERED_ERRORS = 1000;

  private final Consumer<byte[], byte[]> consumer;
  private final ModelShelf shelf;
  private final Counter loaded;
  private final Counter failed;
  private final RecordCodec<ModelEvent> codec = new RecordCodec<>(ModelEvent.getDefaultInstance());
  private final Set<String> known = new HashSet<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @param consumer becomes the follower's own
   */
  public ModelFollower(Consumer<byte[], byte[]> consumer, ModelShelf shelf, MeterRegistry meters) {
    this.consumer = consumer;
    this.shelf = shelf;
    this.loaded =
        Counter.builder("fairway.diffusion.models.loaded")
            .description("Promoted models that were put to serve")
            .register(meters);
    this.failed =
        Counter.builder("fairway.diffusion.models.failed")
            .description("Model events that could not be followed")
            .register(meters);
  }

  /** Follows the models topic in a thread of its own until the result is closed. */
  public static ModelFollower start(
      String bootstrapServers, ModelShelf shelf, MeterRegistry meters) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    ModelFollower follower =
        new ModelFollower(
            new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            shelf,
            meters);
    Thread thread = new Thread(follower, "diffusion-models");
    thread.setDaemon(true);
    thread.start();
    return follower;
  }

  @Override
  public void run() {
    try (consumer) {
      boolean assigned = false;
      while (closing.getCount() > 0) {
        try {
          assigned = assigned || assign();
          if (assigned) {
            poll();
          } else {
            failed("the topic " + Topic.MODELS.topicName() + " does not exist yet");
            pause();
          }
        } catch (WakeupException e) {
          LOG.debug("Woken up to close");
        } catch (KafkaException e) {
          failed("the broker: " + e.getMessage());
          pause();
        }
      }
    } finally {
      ended.countDown();
    }
  }

  /** Takes all partitions from their beginning; false if there are none. */
  boolean assign() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.MODELS.topicName()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return !partitions.isEmpty();
  }

  /** One look at the topic. Of several models of a network only the newest is loaded. */
  void poll() {
    Map<String, ModelEvent> newest = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
      if (found.value() == null) {
        continue;
      }
      try {
        ModelEvent event = Envelope.open(found, codec);
        if (event.getRole() == ModelEvent.Role.DIFFUSION
            && event.getStatus() == ModelEvent.Status.PROMOTED) {
          newest.put(event.getNetwork(), event);
        }
      } catch (MalformedRecordException e) {
        failed("record " + found.partition() + "@" + found.offset() + ": " + e.getMessage());
      }
    }
    newest.values().forEach(this::load);
  }

  private void load(ModelEvent event) {
    try {
      String id = shelf.load(Path.of(event.getBundle()));
      loaded.increment();
      LOG.info("Diffusion model {} serves network {}", id, event.getNetwork());
    } catch (BundleException | IOException | RuntimeException e) {
      failed("model " + event.getModel() + " of network " + event.getNetwork() + ": " + e);
    }
  }

  private void failed(String message) {
    failed.increment();
    if (known.size() < REMEMBERED_ERRORS && known.add(message)) {
      LOG.warn("Following the models: {}", message);
    }
  }

  private void pause() {
    try {
      if (closing.await(PAUSE_AFTER_ERROR.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("Closing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  /** Stops following, and waits until the thread that follows has ended. */
  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    try {
      if (!ended.await(POLL.toMillis() * 10, TimeUnit.MILLISECONDS)) {
        LOG.warn("The models' follower has not ended yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
