package dev.fairway.stream.flink;

import dev.fairway.contract.ContentType;
import dev.fairway.network.NetworkKind;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** What a restart of the job may take: a transaction that is open must outlive it. */
  static final Duration RESTART = Duration.ofMinutes(1);

  /** A broker's default transaction.max.timeout.ms: it refuses more. */
  static final Duration BROKER_LIMIT = Duration.ofMinutes(15);

  private static final Set<String> WATERWAY_CHANNELS =
      Set.of(Channel.FLOW, Channel.DENSITY, Channel.SPEED);

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

  /**
   * @throws IllegalArgumentException that names everything that is wrong or unsafe
   */
  public void requireSafe() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "The job's configuration cannot be used:\n  " + String.join("\n  ", problems));
    }
  }

  /** Everything that is wrong or unsafe, with key, value and reason; empty if nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (bootstrapServers.isBlank()) {
      problems.add("bootstrapServers is blank");
    }
    if (transactionalIdPrefix.isBlank()) {
      problems.add("transactionalIdPrefix is blank: two jobs would fence each other off");
    }
    if (parallelism < 1) {
      problems.add("parallelism = " + parallelism + ": at least 1");
    }
    checkTimes(problems);
    checkNetworks(problems);
    return problems;
  }

  private void checkTimes(List<String> problems) {
    if (checkpointInterval.toMillis() <= 0) {
      problems.add(
          "checkpointInterval = "
              + checkpointInterval
              + ": without checkpoints no result is ever committed");
    }
    if (checkpointDirectory.isBlank()) {
      problems.add("checkpointDirectory is blank: results would be lost or doubled at a restart");
    }
    if (transactionTimeout.compareTo(checkpointInterval.plus(RESTART)) < 0) {
      problems.add(
          "transactionTimeout = %s is shorter than checkpointInterval = %s and %s for a restart: the broker would drop results"
              .formatted(transactionTimeout, checkpointInterval, RESTART));
    }
    if (transactionTimeout.compareTo(BROKER_LIMIT) > 0) {
      problems.add(
          "transactionTimeout = %s is above %s, which brokers refuse unless told otherwise"
              .formatted(transactionTimeout, BROKER_LIMIT));
    }
    if (diffusionAddress.isPresent() && diffusionDeadline.toMillis() <= 0) {
      problems.add("diffusionDeadline = " + diffusionDeadline + ": no answer can be that fast");
    }
    if (idleness.isPresent() && idleness.get().toMillis() <= 0) {
      problems.add("idleness = " + idleness.get() + ": every partition would always be idle");
    }
  }

  private void checkNetworks(List<String> problems) {
    if (networks.isEmpty()) {
      problems.add("networks is empty: there is nothing to forecast");
    }
    Set<String> ids = new HashSet<>();
    for (MeasuredNetwork measured : networks) {
      String id = measured.network().id();
      if (!ids.add(id)) {
        problems.add("networks has two with the id " + id);
      }
      if (measured.network().kind() == NetworkKind.WATERWAY) {
        measured.channels().stream()
            .map(Channel::name)
            .filter(name -> !WATERWAY_CHANNELS.contains(name))
            .forEach(
                name ->
                    problems.add(
                        "network %s: channel '%s' cannot be told from vessel positions"
                            .formatted(id, name)));
      }
    }
  }
}
