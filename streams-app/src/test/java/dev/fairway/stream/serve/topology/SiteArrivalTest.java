package dev.fairway.stream.serve.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.stream.serve.Retention;
import dev.fairway.stream.serve.http.LiveActivity;
import dev.fairway.stream.serve.state.HorizonSums;
import dev.fairway.stream.serve.state.ScoreSums;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A processor that finds stores which another one has written, as after a restart. */
class SiteArrivalTest {

  private static final long ISSUE = 6000;
  private static final int INTERVAL = 300;

  @TempDir Path directory;
  private MockProcessorContext<byte[], byte[]> context;
  private KeyValueStore<String, ScoreSums> sums;

  @BeforeEach
  void open() {
    context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
    for (Store<?> store : List.of(Store.FORECASTS, Store.HISTORY, Store.ISSUED, Store.LATEST)) {
      open(store);
    }
    sums = open(Store.SUMS);
  }

  private <V> KeyValueStore<String, V> open(Store<V> store) {
    KeyValueStore<String, V> opened =
        store.builder().withLoggingDisabled().withCachingDisabled().build();
    opened.init(context.getStateStoreContext(), opened);
    return opened;
  }

  @Test
  void aRestartForgetsNothing() {
    SiteArrival before = started();
    put(before, Topic.INTERVALS, interval(ISSUE - INTERVAL, 5));
    put(before, Topic.FORECASTS, forecast());
    put(before, Topic.INTERVALS, interval(ISSUE, 8));
    assertThat(context.forwarded()).hasSize(1);

    SiteArrival after = started();
    put(after, Topic.FORECASTS, forecast());
    put(after, Topic.INTERVALS, interval(ISSUE, 8));
    assertThat(context.forwarded()).as("what is known already").hasSize(1);
    put(after, Topic.INTERVALS, interval(ISSUE + INTERVAL, 9));
    assertThat(context.forwarded()).hasSize(2);

    ScoreKind kind = new ScoreKind("net", "speed", "abc", false);
    List<HorizonSums> horizons = sums.get(StoreKeys.sums(0, kind)).getHorizonsList();
    assertThat(horizons).extracting(HorizonSums::getHorizon).containsExactly(1, 2);
    assertThat(horizons).extracting(HorizonSums::getCount).containsExactly(1L, 1L);
    assertThat(horizons).extracting(HorizonSums::getAbsoluteError).containsExactly(1.0, 2.0);
    assertThat(horizons)
        .extracting(HorizonSums::getLastValueAbsoluteError)
        .containsExactly(3.0, 4.0);
  }

  private SiteArrival started() {
    LiveActivity activity =
        new LiveActivity(new SimpleMeterRegistry(), InstantSource.fixed(Instant.EPOCH));
    SiteArrival arrival = new SiteArrival(Retention.DEFAULT, activity);
    arrival.init(context);
    return arrival;
  }

  private void put(SiteArrival arrival, Topic topic, Message message) {
    ProducerRecord<byte[], byte[]> wrapped =
        Envelope.wrap(topic, "s", "net", message, ContentType.JSON);
    context.setRecordMetadata(topic.topicName(), 0, 0);
    arrival.process(new Record<>(wrapped.key(), wrapped.value(), 0, wrapped.headers()));
  }

  private static SiteInterval interval(long start, double speed) {
    return SiteInterval.newBuilder()
        .setNetwork("net")
        .setSite("s")
        .setIntervalStart(Timestamps.fromSeconds(start))
        .setIntervalSeconds(INTERVAL)
        .putValues("speed", speed)
        .setReadings(1)
        .build();
  }

  /** Of two steps, both 7. */
  private static Forecast forecast() {
    Forecast.Builder forecast =
        Forecast.newBuilder()
            .setNetwork("net")
            .setSite("s")
            .setChannel("speed")
            .setIssueTime(Timestamps.fromSeconds(ISSUE))
            .setIntervalSeconds(INTERVAL)
            .setModel("abc");
    for (int h = 1; h <= 2; h++) {
      forecast.addSteps(
          ForecastStep.newBuilder()
              .setHorizon(h)
              .setTargetTime(Timestamps.fromSeconds(ISSUE + (h - 1L) * INTERVAL))
              .setMean(7));
    }
    return forecast.build();
  }
}
