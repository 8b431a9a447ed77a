package dev.fairway.cli.audit;

import dev.fairway.contract.Envelope;
import dev.fairway.contract.NetworkReader;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.TopicReader;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.OutsideInterval;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.network.NetworkKind;
import dev.fairway.series.MeasuredNetwork;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Says what must be on the topics, from the committed input alone, and compares it with what is:
 * for each site and interval the number of its readings and what they come to; for each window that
 * these make one forecast of each site and channel; for each step of it whose truth is known one
 * score. {@link DeliveryAudit} only counts, and needs far less memory: this one keeps every key.
 *
 * <p>Outputs are read before the input, so that all that is out has gone in.
 */
public final class DeliveryOracle {

  private static final Topic[] OUTPUTS = {
    Topic.SCORES, Topic.FORECASTS, Topic.INTERVALS, Topic.OUTSIDE, Topic.DEAD_LETTERS, Topic.LATE
  };

  private final RecordCodec<Score> scores = new RecordCodec<>(Score.getDefaultInstance());
  private final RecordCodec<Forecast> forecasts = new RecordCodec<>(Forecast.getDefaultInstance());
  private final RecordCodec<SiteInterval> intervals =
      new RecordCodec<>(SiteInterval.getDefaultInstance());
  private final RecordCodec<OutsideInterval> outsides =
      new RecordCodec<>(OutsideInterval.getDefaultInstance());
  private final RecordCodec<DeadLetter> deadLetters =
      new RecordCodec<>(DeadLetter.getDefaultInstance());

  private final Map<String, Produced> produced = new HashMap<>();
  private final Map<String, Letters> letters = new HashMap<>();
  private final Map<String, NetworkInput> inputs = new TreeMap<>();

  /**
   * Judges all networks, by id.
   *
   * @param drained whether the feed has ended and everything must be out; else what is newest may
   *     still be missing
   */
  public static Map<String, Delivery> judge(String bootstrapServers, boolean drained) {
    return new DeliveryOracle().read(bootstrapServers, drained);
  }

  private DeliveryOracle() {}

  private Map<String, Delivery> read(String bootstrapServers, boolean drained) {
    Map<String, MeasuredNetwork> networks = NetworkReader.read(bootstrapServers);
    try (TopicReader reader = TopicReader.committed(bootstrapServers, OUTPUTS)) {
      reader.forEach(this::output);
    }
    try (TopicReader reader =
        TopicReader.committed(bootstrapServers, Topic.OBSERVATIONS, Topic.POSITIONS)) {
      for (MeasuredNetwork measured : networks.values()) {
        int partitions =
            (int)
                reader.ends().keySet().stream()
                    .filter(p -> p.topic().equals(stream(measured).topicName()))
                    .count();
        inputs.put(measured.network().id(), new NetworkInput(measured, partitions));
      }
      reader.forEach(this::input);
    }
    Map<String, Delivery> deliveries = new TreeMap<>();
    inputs.forEach(
        (id, input) ->
            deliveries.put(
                id,
                new Delivery(
                    input,
                    produced.getOrDefault(id, new Produced()),
                    letters.getOrDefault(id, new Letters()).left(),
                    drained)));
    return deliveries;
  }

  private static Topic stream(MeasuredNetwork measured) {
    return measured.network().kind() == NetworkKind.ROAD ? Topic.OBSERVATIONS : Topic.POSITIONS;
  }

  private void output(ConsumerRecord<byte[], byte[]> found) {
    String network = Envelope.network(found).orElse("");
    String topic = found.topic();
    if (topic.equals(Topic.DEAD_LETTERS.topicName()) || topic.equals(Topic.LATE.topicName())) {
      DeadLetter letter = OwnRecords.open(found, deadLetters);
      if (!letter.getRecordTopic().isEmpty()) {
        letters.computeIfAbsent(letter.getNetwork(), id -> new Letters()).add(letter);
      }
      return;
    }
    Produced of = produced.computeIfAbsent(network, id -> new Produced());
    if (topic.equals(Topic.FORECASTS.topicName())) {
      of.add(OwnRecords.open(found, forecasts));
    } else if (topic.equals(Topic.INTERVALS.topicName())) {
      of.add(OwnRecords.open(found, intervals));
    } else if (topic.equals(Topic.OUTSIDE.topicName())) {
      of.add(OwnRecords.open(found, outsides));
    } else {
      of.add(OwnRecords.open(found, scores));
    }
  }

  private void input(ConsumerRecord<byte[], byte[]> found) {
    String network = Envelope.network(found).orElse("");
    NetworkInput input = inputs.get(network);
    if (input == null || !found.topic().equals(stream(input.measured()).topicName())) {
      return;
    }
    Letters of = letters.computeIfAbsent(network, id -> new Letters());
    if (found.value() == null || Envelope.isOversized(found)) {
      input.refuse(found, of);
    } else {
      input.take(found, of);
    }
  }
}
