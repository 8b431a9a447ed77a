package dev.fairway.stream.flink;

import dev.fairway.contract.ContentType;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the job must be told.
 *
 * @param bootstrapServers of Kafka
 * @param contentType of the records that are written
 * @param diffusionAddress host:port of the diffusion service; empty: do without
 * @param diffusionDeadline how long a window waits for the service
 * @param checkpointInterval how often results become visible to readers of committed records
 * @param checkpointDirectory URI that every process of the job can write to
 * @param transactionTimeout after which the broker gives up a transaction, and with it results
 * @param transactionalIdPrefix no two jobs on a broker may share it
 * @param idleness a partition that is silent for so long (of the wall clock) no longer holds event
 *     time back; empty: it does for ever, which is right where feeds send heartbeats
 * @param parallelism of every operator
 * @param networks what is forecast; other networks' records become dead letters
 * @param loader of model bundles
 */
public record JobConfig(
    String bootstrapServers,
    ContentType contentType,
    Optional<String> diffusionAddress,
    Duration diffusionDeadline,
    Duration checkpointInterval,
    String checkpointDirectory,
    Duration transactionTimeout,
    String transactionalIdPrefix,
    Optional<Duration> idleness,
    int parallelism,
    List<MeasuredNetwork> networks,
    ForecasterLoader loader) {

  public JobConfig {
    networks = List.copyOf(networks);
  }

  JobConfig withCheckpointDirectory(String directory) {
    return new JobConfig(
        bootstrapServers,
        contentType,
        diffusionAddress,
        diffusionDeadline,
        checkpointInterval,
        directory,
        transactionTimeout,
        transactionalIdPrefix,
        idleness,
        parallelism,
        networks,
        loader);
  }
}
