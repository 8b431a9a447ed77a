package dev.fairway.diffusion.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.provenance.ModelBundle;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFollowerTest {

  private static final String TOPIC = Topic.MODELS.topicName();

  @TempDir Path directory;
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ModelShelf shelf = new ModelShelf(1, meters);
  private final ModelFollower follower = new ModelFollower(consumer, shelf, meters);
  private long offset;

  @BeforeEach
  void assign() {
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(new TopicPartition(TOPIC, 0), 0L));
    assertThat(follower.assign()).isTrue();
  }

  @AfterEach
  void close() {
    consumer.close();
    shelf.close();
  }

  @Test
  void promotedDiffusionModelsServeAndOthersDoNot() throws Exception {
    ModelBundle first = RingRoad.randomBundle(directory, 4, 1);
    ModelBundle second = RingRoad.randomBundle(directory, 4, 2);
    say(first, ModelEvent.Role.FORECASTER, ModelEvent.Status.PROMOTED);
    say(first, ModelEvent.Role.DIFFUSION, ModelEvent.Status.TRAINING);
    say(first, ModelEvent.Role.DIFFUSION, ModelEvent.Status.REJECTED);
    follower.poll();
    assertThat(shelf.networks()).isEmpty();
    say(first, ModelEvent.Role.DIFFUSION, ModelEvent.Status.PROMOTED);
    follower.poll();
    assertThat(serving()).isEqualTo(first.id());
    say(second, ModelEvent.Role.DIFFUSION, ModelEvent.Status.PROMOTED);
    follower.poll();
    assertThat(serving()).isEqualTo(second.id());
    assertThat(meters.get("fairway.diffusion.models.loaded").counter().count()).isEqualTo(2);
  }

  @Test
  void whatCannotBeLoadedIsCountedAndTheModelBeforeItServes() throws Exception {
    ModelBundle good = RingRoad.randomBundle(directory, 4, 1);
    say(good, ModelEvent.Role.DIFFUSION, ModelEvent.Status.PROMOTED);
    follower.poll();
    say(
        ModelEvent.newBuilder()
            .setNetwork("ring")
            .setRole(ModelEvent.Role.DIFFUSION)
            .setStatus(ModelEvent.Status.PROMOTED)
            .setBundle(directory.resolve("nowhere").toString())
            .build());
    follower.poll();
    add(new byte[] {1, 2, 3});
    add(null);
    follower.poll();
    assertThat(serving()).isEqualTo(good.id());
    assertThat(meters.get("fairway.diffusion.models.failed").counter().count()).isEqualTo(2);
  }

  private String serving() {
    try (ModelLease lease = shelf.borrow("ring", "")) {
      return lease.model().id();
    }
  }

  private void say(ModelBundle bundle, ModelEvent.Role role, ModelEvent.Status status) {
    say(
        ModelEvent.newBuilder()
            .setNetwork("ring")
            .setRole(role)
            .setStatus(status)
            .setModel(bundle.id())
            .setBundle(bundle.directory().toString())
            .build());
  }

  private void say(ModelEvent event) {
    ProducerRecord<byte[], byte[]> sent =
        Envelope.wrap(Topic.MODELS, "ring/DIFFUSION", "ring", event, ContentType.JSON);
    add(sent.value());
  }

  private void add(byte[] value) {
    consumer.addRecord(
        new ConsumerRecord<>(
            TOPIC, 0, offset++, "ring/DIFFUSION".getBytes(StandardCharsets.UTF_8), value));
  }
}
