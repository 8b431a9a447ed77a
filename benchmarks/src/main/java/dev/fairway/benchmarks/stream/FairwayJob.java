package dev.fairway.benchmarks.stream;

import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.EmbeddedFlink;
import dev.fairway.stream.flink.JobConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The product's job: readings to intervals to forecasts of an STGCN, exactly once. */
final class FairwayJob implements Side {

  private static final Duration TRANSACTION = Duration.ofMinutes(10);

  private final Plant plant;
  private final MeasuredNetwork town;
  private final StreamPlan plan;

  FairwayJob(Plant plant, MeasuredNetwork town, StreamPlan plan) {
    this.plant = plant;
    this.town = town;
    this.plan = plan;
  }

  @Override
  public String label() {
    return "fairway";
  }

  @Override
  public Running start(int round) throws Exception {
    String prefix = "fairway-" + round;
    Written intervals = Written.from(plant.bootstrapServers(), Topic.INTERVALS.topicName());
    Written forecasts = Written.from(plant.bootstrapServers(), Topic.FORECASTS.topicName());
    EmbeddedFlink flink =
        EmbeddedFlink.start(
            new JobConfig(
                plant.bootstrapServers(),
                plan.type(),
                Optional.empty(),
                Duration.ofSeconds(2),
                plan.checkpointEvery(),
                plant.directory().resolve("unused").toUri().toString(),
                TRANSACTION,
                prefix,
                Optional.empty(),
                plan.parallelism(),
                List.of(town),
                new UntrainedForecaster()),
            plant.directory().resolve(prefix));
    return new Running() {
      @Override
      public String group() {
        return prefix + "-" + town.network().id();
      }

      @Override
      public void close() {
        flink.close();
      }

      @Override
      public void check() {
        RecordCodec<SiteInterval> codec = new RecordCodec<>(SiteInterval.getDefaultInstance());
        intervals.requireSum(
            "readings in intervals", plan.readings(), found -> readings(codec, found));
        forecasts.requireSum("forecasts", plan.forecasts(), found -> 1);
      }
    };
  }

  private static long readings(
      RecordCodec<SiteInterval> codec,
      org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> found) {
    try {
      return dev.fairway.contract.Envelope.open(found, codec).getReadings();
    } catch (dev.fairway.contract.MalformedRecordException e) {
      throw new IllegalStateException("The job wrote what cannot be read", e);
    }
  }
}
