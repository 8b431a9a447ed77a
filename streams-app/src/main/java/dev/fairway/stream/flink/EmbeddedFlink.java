package dev.fairway.stream.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job on a Flink cluster within this JVM. Started again on the same checkpoints (and the same
 * Kafka: the two are kept or wiped together) it goes on where it stopped, each result once.
 */
public final class EmbeddedFlink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final MiniCluster cluster;
  private final JobID job;
  private final CompletableFuture<JobResult> result;
  private final Path checkpoints;

  private EmbeddedFlink(
      MiniCluster cluster, JobID job, CompletableFuture<JobResult> result, Path checkpoints) {
    this.cluster = cluster;
    this.job = job;
    this.result = result;
    this.checkpoints = checkpoints;
  }

  /**
   * Starts the job, from the newest checkpoint if there is one. Returns once it is submitted.
   *
   * @param checkpoints directory for checkpoints; goes before the configuration's
   * @throws dev.fairway.safety.UnsafeSettingsException that names all that is unsafe
   * @throws IOException if there are checkpoints and none of them can be read
   */
  public static EmbeddedFlink start(JobConfig config, Path checkpoints) throws Exception {
    Path directory = Files.createDirectories(checkpoints).toAbsolutePath();
    Configuration options = options(config, directory);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(options);
    ForecastJob.build(environment, config.withCheckpointDirectory(directory.toUri().toString()));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(options)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(config.parallelism())
                .build());
    try {
      cluster.start();
      JobID job = cluster.submitJob(environment.getStreamGraph()).get().getJobID();
      return new EmbeddedFlink(cluster, job, cluster.requestJobResult(job), directory);
    } catch (Exception e) {
      cluster.closeAsync().join();
      throw e;
    }
  }

  /** Neither finished nor given up; while it recovers from a failure it runs. */
  public boolean isRunning() {
    return !result.isDone();
  }

  /** Why the job gave up; empty if it has not. */
  public Optional<Throwable> failure() {
    if (!result.isDone()) {
      return Optional.empty();
    }
    try {
      return result
          .join()
          .getSerializedThrowable()
          .map(e -> e.deserializeError(EmbeddedFlink.class.getClassLoader()));
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  /** Stops with a savepoint, so that all that was forecast is committed, and ends the cluster. */
  @Override
  public void close() {
    try {
      if (isRunning()) {
        stop();
      }
    } finally {
      cluster.closeAsync().join();
    }
  }

  private void stop() {
    try {
      cluster
          .stopWithSavepoint(
              job, checkpoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
          .get(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The job could not be stopped in good order; its last checkpoint stands", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Configuration options(JobConfig config, Path checkpoints) throws IOException {
    Configuration options =
        ForecastJob.options(config.withCheckpointDirectory(checkpoints.toUri().toString()));
    // RocksDB's classes in Flink and in Kafka Streams share their names: one JVM, no RocksDB here.
    options.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    options.set(RestOptions.BIND_PORT, "0");
    options.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    Optional<Path> newest = RetainedCheckpoints.newest(checkpoints);
    if (newest.isPresent()) {
      options.set(StateRecoveryOptions.SAVEPOINT_PATH, newest.get().toUri().toString());
      options.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
      LOG.info("Going on from {}", newest.get());
    }
    return options;
  }
}
