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
 * forecasts ──► ForecastArrival ─┬─► scores          stores: forecasts, history, latest, sums
 * intervals ──► IntervalArrival ─┘   (of one site in one task: both topics are keyed by site)
 * dead-letters ► DeadLetterArrival                   store: refusals
 * models ─────► ModelArrival                         store: models
 * networks ───► NetworkArrival                       store: networks
 * </pre>
 *
 * A forecast of a value is scored once, by whichever of it and the truth comes second. What cannot
 * be read, from any topic, goes to the dead letters.
 */
public final class ScoringTopology {

  static final String TO_SCORES = "to-scores";
  static final String TO_DEAD_LETTERS = "to-dead-letters";

  public static Topology build(Retention retention, Activity activity) {
    Topology topology = new Topology();
    read(
        topology,
        Topic.INTERVALS,
        "score-intervals",
        () -> new IntervalArrival(retention, activity));
    read(
        topology,
        Topic.FORECASTS,
        "score-forecasts",
        () -> new ForecastArrival(retention, activity));
    read(topology, Topic.DEAD_LETTERS, "count-dead-letters", () -> new DeadLetterArrival(activity));
    read(topology, Topic.MODELS, "follow-models", () -> new ModelArrival(activity));
    read(topology, Topic.NETWORKS, "keep-networks", () -> new NetworkArrival(activity));

    String[] scoring = {"score-intervals", "score-forecasts"};
    topology.addStateStore(Store.FORECASTS.builder(), scoring);
    topology.addStateStore(Store.HISTORY.builder(), scoring);
    topology.addStateStore(Store.LATEST.builder(), scoring);
    topology.addStateStore(Store.SUMS.builder(), scoring);
    topology.addStateStore(Store.REFUSALS.builder(), "count-dead-letters");
    topology.addStateStore(Store.MODELS.builder(), "follow-models");
    topology.addStateStore(Store.NETWORKS.builder(), "keep-networks");

    write(topology, TO_SCORES, Topic.SCORES, scoring);
    write(
        topology,
        TO_DEAD_LETTERS,
        Topic.DEAD_LETTERS,
        "score-intervals",
        "score-forecasts",
        "follow-models",
        "keep-networks");
    return topology;
  }

  private static <K, V> void read(
      Topology topology,
      Topic topic,
      String processor,
      ProcessorSupplier<byte[], byte[], K, V> supplier) {
    String source = topic.topicName();
    topology.addSource(
        source, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic.topicName());
    topology.addProcessor(processor, supplier, source);
  }

  private static void write(Topology topology, String sink, Topic topic, String... processors) {
    topology.addSink(
        sink, topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer(), processors);
  }

  private ScoringTopology() {}
}
