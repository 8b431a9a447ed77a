package dev.fairway.benchmarks.stream;

import dev.fairway.contract.ContentType;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.EmbeddedFlink;
import dev.fairway.stream.flink.JobConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The product's job on a plant, with forecasts by an STGCN.
 *
 * @param network that it forecasts
 * @param checkpointEvery so often results are committed
 * @param diffusion host:port of the diffusion service; empty: without
 * @param deadline of that service
 * @param forecaster which all bundles are
 */
record FairwayJob(
    MeasuredNetwork network,
    ContentType type,
    int parallelism,
    Duration checkpointEvery,
    Optional<String> diffusion,
    Duration deadline,
    UntrainedForecaster forecaster) {

  private static final Duration TRANSACTION = Duration.ofMinutes(10);

  /** Without a diffusion service. */
  FairwayJob(MeasuredNetwork network, ContentType type, int parallelism, Duration checkpointEvery) {
    this(
        network,
        type,
        parallelism,
        checkpointEvery,
        Optional.empty(),
        Duration.ofSeconds(2),
        new UntrainedForecaster(""));
  }

  /**
   * @param prefix of its transactions, groups and checkpoints: with another one it begins anew
   */
  EmbeddedFlink start(Plant plant, String prefix) throws Exception {
    return EmbeddedFlink.start(
        new JobConfig(
            plant.bootstrapServers(),
            type,
            diffusion,
            deadline,
            checkpointEvery,
            plant.directory().toUri().toString(),
            TRANSACTION,
            prefix,
            Optional.empty(),
            parallelism,
            List.of(network),
            forecaster),
        plant.directory().resolve(prefix));
  }

  /**
   * @throws IllegalStateException if the job gave up
   */
  static void requireRunning(EmbeddedFlink job) {
    if (!job.isRunning()) {
      throw new IllegalStateException("The job gave up", job.failure().orElse(null));
    }
  }

  /** Consumer group that reads the network's input. */
  String group(String prefix) {
    return prefix + "-" + network.network().id();
  }
}
