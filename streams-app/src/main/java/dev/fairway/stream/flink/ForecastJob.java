package dev.fairway.stream.flink;

import dev.fairway.contract.Topic;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.MeasuredNetwork;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readings and vessel positions to forecasts.
 *
 * <pre>
 * for each network:
 *
 * observations -> validate -> aggregate by site ----+-> intervals
 *                                                   |
 * positions -> validate -> clean by -> aggregate ---+-> snapshot of -> question -> diffusion -> forecast -> forecasts
 *                          vessel      by cell          the network    ^           service      ^
 *                                                                      |                        |
 * models --------------------------------------------------------------+------------------------+
 *
 * and from every step: dead-letters, late
 * </pre>
 *
 * Every network is a branch of its own, because the event times of networks may differ by years and
 * a common watermark would stall one of them.
 */
public final class ForecastJob {

  private static final Logger LOG = LoggerFactory.getLogger(ForecastJob.class);

  /** Flink's options that the job cannot do without; they go before a cluster's own. */
  static Configuration options(JobConfig config) {
    Configuration options = new Configuration();
    options.set(PipelineOptions.NAME, "fairway-forecast");
    options.set(PipelineOptions.GENERIC_TYPES, false);
    options.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // No step changes what it has given on, so that steps in one thread need no copies of it.
    options.set(PipelineOptions.OBJECT_REUSE, true);
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
    options.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, JobRules.CHECKPOINT);
    options.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, config.checkpointDirectory());
    options.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    options.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    options.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    return options;
  }

  /**
   * Puts the job into an environment; the caller executes it.
   *
   * @throws dev.fairway.safety.UnsafeSettingsException that names all that is unsafe
   */
  public static void build(StreamExecutionEnvironment environment, JobConfig config) {
    JobRules.of(config).settle(LOG::warn);
    environment.configure(options(config));
    environment.setParallelism(config.parallelism());
    BroadcastStream<PromotedModel> models = models(environment, config);
    Map<NetworkKind, Set<String>> ids =
        config.networks().stream()
            .map(MeasuredNetwork::network)
            .collect(
                Collectors.groupingBy(
                    TrafficNetwork::kind,
                    Collectors.mapping(TrafficNetwork::id, Collectors.toSet())));
    Set<NetworkKind> seen = EnumSet.noneOf(NetworkKind.class);
    Branch.Outputs all = null;
    for (MeasuredNetwork measured : config.networks()) {
      NetworkKind kind = measured.network().kind();
      boolean takesUnowned = seen.add(kind);
      Branch branch = new Branch(environment, config, measured, ids.get(kind), takesUnowned);
      Branch.Outputs outputs = branch.connect(models);
      all = all == null ? outputs : all.union(outputs);
    }
    Outlet.connect(all.intervals(), Topic.INTERVALS, config);
    Outlet.connect(all.outside(), Topic.OUTSIDE, config);
    Outlet.connect(all.forecasts(), Topic.FORECASTS, config);
    SingleOutputStreamOperator<Outgoing> deadLetters =
        all.refused()
            .process(new DeadLetterWriter(config.contentType()), TypeInformation.of(Outgoing.class))
            .name("dead letters")
            .uid("dead-letters");
    Outlet.connect(deadLetters, Topic.DEAD_LETTERS, config);
    Outlet.connect(deadLetters.getSideOutput(DeadLetterWriter.LATE), Topic.LATE, config);
  }

  private static BroadcastStream<PromotedModel> models(
      StreamExecutionEnvironment environment, JobConfig config) {
    return environment
        .fromSource(
            Inlet.source(config, Topic.MODELS, "models", new PromotedModelSchema()),
            WatermarkStrategy.noWatermarks(),
            "read " + Topic.MODELS.topicName())
        .uid("models")
        .broadcast(ForecastOperator.MODELS);
  }

  private ForecastJob() {}
}
