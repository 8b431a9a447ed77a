package dev.fairway.stream.flink;

import dev.fairway.contract.Topic;
import dev.fairway.network.NetworkKind;
import dev.fairway.safety.Finding;
import dev.fairway.safety.Findings;
import dev.fairway.safety.FolderRules;
import dev.fairway.safety.KafkaFacts;
import dev.fairway.safety.KafkaRules;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** With which settings the job would lose, double or hold back results. */
public final class JobRules {

  /** What a restart of the job may take: a transaction that is open must outlive it. */
  static final Duration RESTART = Duration.ofMinutes(1);

  /** What a checkpoint may take; one that takes longer is given up, and the job restarts. */
  static final Duration CHECKPOINT = Duration.ofMinutes(5);

  private static final Set<String> WATERWAY_CHANNELS =
      Set.of(Channel.FLOW, Channel.DENSITY, Channel.SPEED);

  /** Of the settings by themselves. */
  public static Findings of(JobConfig config) {
    List<Finding> findings = new ArrayList<>();
    names(config, findings);
    times(config, findings);
    networks(config.networks(), findings);
    return new Findings(findings);
  }

  /** Of the settings, and of the Kafka that the job is to run on. */
  public static Findings of(JobConfig config, KafkaFacts kafka) {
    List<Finding> findings = new ArrayList<>(of(config).all());
    findings.addAll(
        KafkaRules.transactions(kafka, "--transaction-timeout", config.transactionTimeout()));
    findings.addAll(KafkaRules.topics(kafka));
    findings.addAll(
        KafkaRules.readers(
            kafka,
            List.of(Topic.OBSERVATIONS, Topic.POSITIONS),
            "--parallelism",
            config.parallelism(),
            config.transactionTimeout()));
    return new Findings(findings);
  }

  /** Likewise, where the job runs within this process and keeps its checkpoints on this machine. */
  public static Findings of(JobConfig config, KafkaFacts kafka, Path checkpoints) {
    return of(config, kafka)
        .and(
            new Findings(
                FolderRules.of(
                    "--checkpoints", checkpoints, Path.of(System.getProperty("java.io.tmpdir")))));
  }

  private static void names(JobConfig config, List<Finding> findings) {
    if (config.bootstrapServers().isBlank()) {
      findings.add(Finding.refusal("--kafka", "''", "there is nothing to read", "HOST:PORT"));
    }
    if (config.transactionalIdPrefix().isBlank()) {
      findings.add(
          Finding.refusal(
              "--transactional-id-prefix",
              "''",
              "two jobs would fence each other off",
              "a name that no other job on the broker has"));
    }
    if (config.parallelism() < 1) {
      findings.add(
          Finding.refusal(
              "--parallelism", config.parallelism(), "nobody would work", "at least 1"));
    }
    if (config.checkpointDirectory().isBlank()) {
      findings.add(
          Finding.refusal(
              "--checkpoints",
              "''",
              "results would be lost or doubled at a restart",
              "a folder, or a URI that all processes of the job reach"));
    }
  }

  private static void times(JobConfig config, List<Finding> findings) {
    Duration interval = config.checkpointInterval();
    if (interval.toMillis() <= 0) {
      findings.add(
          Finding.refusal(
              "--checkpoint-every",
              interval,
              "without checkpoints no result is ever committed",
              "PT10S"));
    }
    Duration needed = interval.plus(CHECKPOINT).plus(RESTART);
    if (config.transactionTimeout().compareTo(needed) < 0) {
      findings.add(
          Finding.refusal(
              "--transaction-timeout",
              config.transactionTimeout(),
              "it is shorter than --checkpoint-every = %s, a checkpoint of %s and a restart of %s, and the broker would drop results"
                  .formatted(interval, CHECKPOINT, RESTART),
              "at least " + needed));
    }
    if (config.diffusionAddress().isPresent()) {
      deadline(config, findings);
    }
    config.idleness().ifPresent(idleness -> idleness(idleness, config, findings));
  }

  private static void deadline(JobConfig config, List<Finding> findings) {
    Duration deadline = config.diffusionDeadline();
    Optional<Duration> shortest = shortestInterval(config);
    if (deadline.toMillis() <= 0) {
      findings.add(Finding.refusal("--deadline", deadline, "no answer can be that fast", "PT2S"));
    } else if (shortest.isPresent() && deadline.compareTo(shortest.get()) > 0) {
      findings.add(
          Finding.warning(
              "--deadline",
              deadline,
              "a service that hangs would hold a window's forecasts back beyond the next window's, as an interval is "
                  + shortest.get(),
              "less than that"));
    }
  }

  private static void idleness(Duration idleness, JobConfig config, List<Finding> findings) {
    Optional<Duration> shortest = shortestInterval(config);
    if (idleness.toMillis() <= 0) {
      findings.add(
          Finding.refusal(
              "--idleness",
              idleness,
              "every partition would always be idle",
              "PT10M, or leave it"));
    } else if (shortest.isPresent() && idleness.compareTo(shortest.get()) < 0) {
      findings.add(
          Finding.warning(
              "--idleness",
              idleness,
              "a partition is heard of once in an interval of %s at the least, and what comes from one that was passed over is late"
                  .formatted(shortest.get()),
              "more than that, or leave it where feeds send heartbeats"));
    }
  }

  private static Optional<Duration> shortestInterval(JobConfig config) {
    return config.networks().stream().map(MeasuredNetwork::interval).min(Duration::compareTo);
  }

  private static void networks(List<MeasuredNetwork> networks, List<Finding> findings) {
    if (networks.isEmpty()) {
      findings.add(
          Finding.refusal(
              "networks",
              "none",
              "there is nothing to forecast",
              "some up with fairway feed, which publishes them"));
    }
    Set<String> ids = new HashSet<>();
    for (MeasuredNetwork measured : networks) {
      String id = measured.network().id();
      if (!ids.add(id)) {
        findings.add(
            Finding.refusal("networks", id, "there are two with this id", "another for one"));
      }
      if (measured.network().kind() == NetworkKind.WATERWAY) {
        measured.channels().stream()
            .map(Channel::name)
            .filter(name -> !WATERWAY_CHANNELS.contains(name))
            .forEach(
                name ->
                    findings.add(
                        Finding.refusal(
                            "channel of network " + id,
                            name,
                            "it cannot be told from vessel positions",
                            "some of " + WATERWAY_CHANNELS.stream().sorted().toList())));
      }
    }
  }

  private JobRules() {}
}
