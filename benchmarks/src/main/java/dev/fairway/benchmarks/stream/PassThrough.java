package dev.fairway.benchmarks.stream;

import dev.fairway.contract.Topic;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A Flink job with the product's settings that writes the bytes that it reads, exactly once, and
 * does not look at them.
 */
final class PassThrough implements Side {

  private static final String TOPIC = "pass-through";
  private static final String TRANSACTION_MILLIS = "600000";

  private final Plant plant;
  private final StreamPlan plan;

  PassThrough(Plant plant, StreamPlan plan) throws Exception {
    this.plant = plant;
    this.plan = plan;
    plant.create(TOPIC);
  }

  @Override
  public String label() {
    return "pass-through";
  }

  @Override
  public Running start(int round) throws Exception {
    String group = TOPIC + "-" + round;
    Written written = Written.from(plant.bootstrapServers(), TOPIC);
    Configuration options = options(group);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(options)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(plan.parallelism())
                .build());
    cluster.start();
    JobID job = cluster.submitJob(graph(options, group)).get().getJobID();
    return new Running() {
      @Override
      public String group() {
        return group;
      }

      @Override
      public void close() {
        cluster
            .stopWithSavepoint(
                job,
                plant.directory().resolve(group).toUri().toString(),
                false,
                SavepointFormatType.CANONICAL)
            .join();
        cluster.closeAsync().join();
      }

      @Override
      public void check() {
        written.requireSum("records passed through", plan.records(), found -> 1);
      }
    };
  }

  private org.apache.flink.streaming.api.graph.StreamGraph graph(
      Configuration options, String group) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(options);
    environment.setParallelism(plan.parallelism());
    environment
        .fromSource(
            KafkaSource.<Tuple2<byte[], byte[]>>builder()
                .setBootstrapServers(plant.bootstrapServers())
                .setTopics(Topic.OBSERVATIONS.topicName())
                .setGroupId(group)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setDeserializer(new Bytes())
                .build(),
            WatermarkStrategy.noWatermarks(),
            "read")
        .sinkTo(
            KafkaSink.<Tuple2<byte[], byte[]>>builder()
                .setBootstrapServers(plant.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setTransactionalIdPrefix(group)
                .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS)
                .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .setRecordSerializer(
                    KafkaRecordSerializationSchema.<Tuple2<byte[], byte[]>>builder()
                        .setTopic(TOPIC)
                        .setKeySerializationSchema(new Part(pair -> pair.f0))
                        .setValueSerializationSchema(new Part(pair -> pair.f1))
                        .build())
                .build());
    return environment.getStreamGraph();
  }

  private Configuration options(String group) {
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, plan.checkpointEvery());
    options.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        plant.directory().resolve(group).toUri().toString());
    options.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    options.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    options.set(RestOptions.BIND_PORT, "0");
    options.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    return options;
  }

  private static final class Bytes
      implements KafkaRecordDeserializationSchema<Tuple2<byte[], byte[]>> {
    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(
        ConsumerRecord<byte[], byte[]> found, Collector<Tuple2<byte[], byte[]>> out) {
      byte[] key = found.key() == null ? new byte[0] : found.key();
      out.collect(Tuple2.of(key, found.value()));
    }

    @Override
    public TypeInformation<Tuple2<byte[], byte[]>> getProducedType() {
      return Types.TUPLE(Types.PRIMITIVE_ARRAY(Types.BYTE), Types.PRIMITIVE_ARRAY(Types.BYTE));
    }
  }

  private interface Select extends Function<Tuple2<byte[], byte[]>, byte[]>, Serializable {}

  private static final class Part implements SerializationSchema<Tuple2<byte[], byte[]>> {
    private static final long serialVersionUID = 1;

    private final Select select;

    Part(Select select) {
      this.select = select;
    }

    @Override
    public byte[] serialize(Tuple2<byte[], byte[]> pair) {
      return select.apply(pair);
    }
  }
}
