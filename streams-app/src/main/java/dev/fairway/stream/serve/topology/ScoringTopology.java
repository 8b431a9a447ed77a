package dev.fairway.stream.serve.topology;

import dev.fairway.contract.Topic;
import dev.fairway.stream.serve.Retention;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * Joins each forecast with the truth that later arrives, and keeps what is asked for.
 *
 * <pre>
 * forecasts ─┬► SiteArrival ─────► scores    stores: pending, issued, history, latest, score-sums
 * intervals ─┘  (of one site in one task: both topics are keyed by site)
 * dead-letters ┬► DeadLetterArrival          store: refusals
 * late ────────┘
 * models ─────► ModelArrival                 store: models
 * networks ───► NetworkArrival               store: networks
 * </pre>
 *
 * A forecast of a value is scored once, by whichever of it and the truth comes second. What cannot
 * be read, from any topic, goes to the dead letters.
 */
public final class ScoringTopology {

  static final String TO_SCORES = "to-scores";

  public static Topology build(Retention retention, Activity activity) {
    Topology topology = new Topology();
    source(topology, Topic.INTERVALS);
    source(topology, Topic.FORECASTS);
    topology.addProcessor(
        "score",
        () -> new SiteArrival(retention, activity),
        Topic.INTERVALS.topicName(),
        Topic.FORECASTS.topicName());
    source(topology, Topic.LATE);
    source(topology, Topic.DEAD_LETTERS);
    topology.addProcessor(
        "count-dead-letters",
        () -> new DeadLetterArrival(activity),
        Topic.LATE.topicName(),
        Topic.DEAD_LETTERS.topicName());
    read(topology, Topic.MODELS, "follow-models", () -> new ModelArrival(activity));
    read(topology, Topic.NETWORKS, "keep-networks", () -> new NetworkArrival(activity));

    topology.addStateStore(Store.FORECASTS.builder(), "score");
    topology.addStateStore(Store.ISSUED.builder(), "score");
    topology.addStateStore(Store.HISTORY.builder(), "score");
    topology.addStateStore(Store.LATEST.builder(), "score");
    topology.addStateStore(Store.SUMS.builder(), "score");
    topology.addStateStore(Store.REFUSALS.builder(), "count-dead-letters");
    topology.addStateStore(Store.MODELS.builder(), "follow-models");
    topology.addStateStore(Store.NETWORKS.builder(), "keep-networks");

    write(topology, TO_SCORES, Topic.SCORES, "score");
    write(topology, deadLettersOf(Topic.INTERVALS), Topic.DEAD_LETTERS, "score");
    write(topology, deadLettersOf(Topic.FORECASTS), Topic.DEAD_LETTERS, "score");
    write(topology, deadLettersOf(Topic.MODELS), Topic.DEAD_LETTERS, "follow-models");
    write(topology, deadLettersOf(Topic.NETWORKS), Topic.DEAD_LETTERS, "keep-networks");
    return topology;
  }

  private static <K, V> void read(
      Topology topology,
      Topic topic,
      String processor,
      ProcessorSupplier<byte[], byte[], K, V> supplier) {
    source(topology, topic);
    topology.addProcessor(processor, supplier, topic.topicName());
  }

  private static void source(Topology topology, Topic topic) {
    topology.addSource(
        topic.topicName(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic.topicName());
  }

  /**
   * A sink for each topic: Kafka Streams takes what shares a sink for one task and works through it
   * in the order of time, so that news of models would wait behind all that is to be scored.
   */
  static String deadLettersOf(Topic topic) {
    return "dead-letters-of-" + topic.topicName();
  }

  private static void write(Topology topology, String sink, Topic topic, String... processors) {
    topology.addSink(
        sink, topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer(), processors);
  }

  private ScoringTopology() {}
}
