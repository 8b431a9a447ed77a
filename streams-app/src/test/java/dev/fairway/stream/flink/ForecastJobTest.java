package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class ForecastJobTest {

  @Test
  void noClusterMakesItWeakerThanExactlyOnceOrLetsJavaSerializeItsState() {
    Configuration cluster = new Configuration();
    cluster.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.AT_LEAST_ONCE);
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
    cluster.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofDays(1));
    cluster.set(PipelineOptions.GENERIC_TYPES, true);
    cluster.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(cluster);

    ForecastJob.build(
        environment,
        new JobConfig(
            "k:9092",
            ContentType.JSON,
            Optional.of("d:50051"),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            "file:///checkpoints",
            Duration.ofMinutes(10),
            "job",
            Optional.empty(),
            1,
            List.of(Networks.ROAD, Networks.WATERWAY),
            (bundle, network) -> {
              throw new UnsupportedOperationException();
            }));

    ReadableConfig used = environment.getConfiguration();
    assertThat(used.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE))
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    assertThat(used.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(used.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)).isEqualTo(JobRules.CHECKPOINT);
    assertThat(used.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(used.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    // Types that Kryo would have to write, and operators without a name of their own, fail here.
    assertThat(environment.getStreamGraph().getJobGraph().getVertices()).isNotEmpty();
  }
}
