package dev.fairway.benchmarks.stream;

import dev.fairway.contract.Headers;
import dev.fairway.contract.Topic;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.HeaderProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.types.Value;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A Flink job with the product's settings that writes the records that it reads, exactly once, and
 * does not look at them: by itself, one step after the other in one thread, or <em>keyed</em>, with
 * the exchange by site that the product's job has, so that what is between the two is what that job
 * does with the readings.
 *
 * <pre>
 *   observations ─► pass-through
 *   observations ─► exchange by site ─► keyed-pass-through
 * </pre>
 */
final class PassThrough implements Side {

  private static final TypeInformation<Passed> PASSED = TypeInformation.of(Passed.class);
  private static final String TRANSACTION_MILLIS = "600000";

  private final Plant plant;
  private final StreamPlan plan;
  private final boolean keyed;
  private final String name;

  PassThrough(Plant plant, StreamPlan plan, boolean keyed) throws Exception {
    this.plant = plant;
    this.plan = plan;
    this.keyed = keyed;
    this.name = keyed ? "keyed-pass-through" : "pass-through";
    plant.create(name);
  }

  @Override
  public String label() {
    return name;
  }

  @Override
  public Running start(int round) throws Exception {
    String group = name + "-" + round;
    Written written = Written.from(plant.bootstrapServers(), name);
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
    DataStream<Passed> records =
        environment.fromSource(
            KafkaSource.<Passed>builder()
                .setBootstrapServers(plant.bootstrapServers())
                .setTopics(Topic.OBSERVATIONS.topicName())
                .setGroupId(group)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setDeserializer(new Records())
                .build(),
            WatermarkStrategy.noWatermarks(),
            "read");
    DataStream<Passed> passed =
        keyed
            ? records
                .keyBy(record -> new String(record.key, StandardCharsets.UTF_8), Types.STRING)
                .process(new Unchanged())
                .returns(PASSED)
            : records;
    passed.sinkTo(
        KafkaSink.<Passed>builder()
            .setBootstrapServers(plant.bootstrapServers())
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
            .setTransactionalIdPrefix(group)
            .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS)
            .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
            .setRecordSerializer(
                KafkaRecordSerializationSchema.<Passed>builder()
                    .setTopic(name)
                    .setKeySerializationSchema(new Part(record -> record.key))
                    .setValueSerializationSchema(new Part(record -> record.value))
                    .setHeaderProvider(new SameHeaders())
                    .build())
            .build());
    return environment.getStreamGraph();
  }

  private Configuration options(String group) {
    Configuration options = new Configuration();
    options.set(PipelineOptions.OBJECT_REUSE, true);
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

  /** A record on its way, which writes itself as the product's readings do. */
  public static final class Passed implements Value {
    private static final long serialVersionUID = 1;

    private byte[] key = {};
    private byte[] value = {};
    private byte[] contentType = {};
    private byte[] network = {};

    @Override
    public void write(DataOutputView out) throws IOException {
      for (byte[] part : List.of(key, value, contentType, network)) {
        out.writeInt(part.length);
        out.write(part);
      }
    }

    @Override
    public void read(DataInputView in) throws IOException {
      key = part(in);
      value = part(in);
      contentType = part(in);
      network = part(in);
    }

    private static byte[] part(DataInputView in) throws IOException {
      byte[] part = new byte[in.readInt()];
      in.readFully(part);
      return part;
    }
  }

  private static final class Records implements KafkaRecordDeserializationSchema<Passed> {
    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> found, Collector<Passed> out) {
      Passed passed = new Passed();
      passed.key = found.key() == null ? new byte[0] : found.key();
      passed.value = found.value();
      passed.contentType = found.headers().lastHeader(Headers.CONTENT_TYPE).value();
      passed.network = found.headers().lastHeader(Headers.NETWORK).value();
      out.collect(passed);
    }

    @Override
    public TypeInformation<Passed> getProducedType() {
      return PASSED;
    }
  }

  private static final class Unchanged extends KeyedProcessFunction<String, Passed, Passed> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Passed record, Context context, Collector<Passed> out) {
      out.collect(record);
    }
  }

  private static final class SameHeaders implements HeaderProvider<Passed> {
    private static final long serialVersionUID = 1;

    @Override
    public org.apache.kafka.common.header.Headers getHeaders(Passed record) {
      return new RecordHeaders()
          .add(Headers.CONTENT_TYPE, record.contentType)
          .add(Headers.NETWORK, record.network);
    }
  }

  private interface Select extends Function<Passed, byte[]>, Serializable {}

  private static final class Part implements SerializationSchema<Passed> {
    private static final long serialVersionUID = 1;

    private final Select select;

    Part(Select select) {
      this.select = select;
    }

    @Override
    public byte[] serialize(Passed record) {
      return select.apply(record);
    }
  }
}
