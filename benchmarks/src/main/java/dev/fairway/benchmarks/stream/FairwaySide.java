package dev.fairway.benchmarks.stream;

import dev.fairway.contract.Topic;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.EmbeddedFlink;

/** The product's job: readings to intervals to forecasts of an STGCN, exactly once. */
final class FairwaySide implements Side {

  private final Plant plant;
  private final StreamPlan plan;
  private final FairwayJob job;

  FairwaySide(Plant plant, MeasuredNetwork town, StreamPlan plan) {
    this.plant = plant;
    this.plan = plan;
    this.job = new FairwayJob(town, plan.type(), plan.parallelism(), plan.checkpointEvery());
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
    EmbeddedFlink flink = job.start(plant, prefix);
    return new Running() {
      @Override
      public String group() {
        return job.group(prefix);
      }

      @Override
      public void close() {
        flink.close();
      }

      @Override
      public void check() {
        intervals.requireSum("readings in intervals", plan.readings(), CountedReadings::of);
        forecasts.requireSum("forecasts", plan.forecasts(), found -> 1);
      }
    };
  }
}
