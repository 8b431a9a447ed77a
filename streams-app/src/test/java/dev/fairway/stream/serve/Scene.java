package dev.fairway.stream.serve;

import com.google.protobuf.Message;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.stream.serve.http.LiveActivity;
import dev.fairway.stream.serve.topology.ScoringTopology;
import dev.fairway.stream.serve.topology.Store;
import dev.fairway.stream.serve.view.StateStores;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology without a broker, and records to put in: network "harbour", 5 min intervals. */
final class Scene implements StateStores, AutoCloseable {

  static final String NETWORK = "harbour";
  static final String SITE = "gate-1";
  static final String CHANNEL = "speed";
  static final String MODEL = "seasonal";
  static final int INTERVAL = 300;
  static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");

  final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final LiveActivity activity = new LiveActivity(metrics, InstantSource.fixed(T0));
  private final TopologyTestDriver driver;

  Scene(Path stateDirectory) {
    this(stateDirectory, Retention.DEFAULT);
  }

  Scene(Path stateDirectory, Retention retention) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    driver =
        new TopologyTestDriver(
            ScoringTopology.build(retention, activity), properties, Instant.EPOCH);
  }

  /** Start of the n-th interval after T0. */
  static Instant at(int n) {
    return T0.plusSeconds((long) n * INTERVAL);
  }

  static NetworkDefinition network(String id, String... sites) {
    NetworkDefinition.Builder definition =
        NetworkDefinition.newBuilder()
            .setNetwork(id)
            .setName("The " + id)
            .setKind(NetworkDefinition.Kind.WATERWAY)
            .setIntervalSeconds(INTERVAL)
            .setTimeZone("UTC")
            .addChannels(
                NetworkDefinition.Channel.newBuilder()
                    .setName(CHANNEL)
                    .setUnit("m/s")
                    .setMaximum(40)
                    .setForecast(true));
    for (int i = 0; i < sites.length; i++) {
      definition.addSites(
          NetworkDefinition.Site.newBuilder()
              .setId(sites[i])
              .setName("Gate " + i)
              .setLatitude(55 + i)
              .setLongitude(10 + i));
      if (i > 0) {
        definition.addLinks(
            NetworkDefinition.Link.newBuilder()
                .setFrom(sites[i - 1])
                .setTo(sites[i])
                .setMetres(1000));
      }
    }
    return definition.build();
  }

  static SiteInterval interval(Instant start, double value) {
    return SiteInterval.newBuilder()
        .setNetwork(NETWORK)
        .setSite(SITE)
        .setIntervalStart(Times.toTimestamp(start))
        .setIntervalSeconds(INTERVAL)
        .putValues(CHANNEL, value)
        .setReadings(1)
        .build();
  }

  /** Of 12 steps, all with the same mean and the band mean - 1 .. mean + 1 of 80 %. */
  static Forecast forecast(Instant issue, double mean) {
    Forecast.Builder forecast =
        Forecast.newBuilder()
            .setNetwork(NETWORK)
            .setSite(SITE)
            .setChannel(CHANNEL)
            .setUnit("m/s")
            .setIssueTime(Times.toTimestamp(issue))
            .setIntervalSeconds(INTERVAL)
            .addQuantileLevels(0.1)
            .addQuantileLevels(0.9)
            .setModel(MODEL);
    for (int h = 1; h <= 12; h++) {
      forecast.addSteps(
          ForecastStep.newBuilder()
              .setHorizon(h)
              .setTargetTime(Times.toTimestamp(issue.plusSeconds((h - 1L) * INTERVAL)))
              .setMean(mean)
              .addQuantiles(mean - 1)
              .addQuantiles(mean + 1));
    }
    return forecast.build();
  }

  void put(NetworkDefinition network) {
    put(Topic.NETWORKS, network.getNetwork(), network.getNetwork(), network);
  }

  void put(SiteInterval interval) {
    put(Topic.INTERVALS, interval.getSite(), interval.getNetwork(), interval);
  }

  void put(Forecast forecast) {
    put(Topic.FORECASTS, forecast.getSite(), forecast.getNetwork(), forecast);
  }

  void put(DeadLetter letter) {
    put(Topic.DEAD_LETTERS, letter.getSource(), letter.getNetwork(), letter);
  }

  void put(ModelEvent event) {
    put(Topic.MODELS, event.getNetwork() + "/" + event.getRole(), event.getNetwork(), event);
  }

  private void put(Topic topic, String key, String network, Message message) {
    ProducerRecord<byte[], byte[]> wrapped =
        Envelope.wrap(topic, key, network, message, ContentType.JSON);
    input(topic).pipeInput(new TestRecord<>(wrapped.key(), wrapped.value(), wrapped.headers(), T0));
  }

  void putBytes(Topic topic, byte[] value) {
    input(topic).pipeInput(new TestRecord<>(new byte[] {1}, value, T0));
  }

  private TestInputTopic<byte[], byte[]> input(Topic topic) {
    return driver.createInputTopic(
        topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Scores written since the last call. */
  List<Score> scores() throws Exception {
    return read(Topic.SCORES, Score.getDefaultInstance());
  }

  /** Dead letters written since the last call. */
  List<DeadLetter> deadLetters() throws Exception {
    return read(Topic.DEAD_LETTERS, DeadLetter.getDefaultInstance());
  }

  private <T extends Message> List<T> read(Topic topic, T prototype) throws Exception {
    TestOutputTopic<byte[], byte[]> output =
        driver.createOutputTopic(
            topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<T> messages = new ArrayList<>();
    for (TestRecord<byte[], byte[]> found : output.readRecordsToList()) {
      messages.add(Envelope.open(found.headers(), found.value(), new RecordCodec<>(prototype)));
    }
    return messages;
  }

  @Override
  public <V> ReadOnlyKeyValueStore<String, V> read(Store<V> store) {
    return driver.getKeyValueStore(store.name());
  }

  /** How many entries a store holds. */
  int size(Store<?> store) {
    int n = 0;
    try (var all = read(store).all()) {
      while (all.hasNext()) {
        all.next();
        n++;
      }
    }
    return n;
  }

  @Override
  public void close() {
    driver.close();
  }
}
