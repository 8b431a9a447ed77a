package dev.fairway.stream.flink;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.series.MeasuredNetwork;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What the job is told on a command line: the same in a process of its own and on a cluster. */
public final class JobOptions {

  @Option(
      names = "--kafka",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Bootstrap servers of the Kafka cluster.")
  private String kafka;

  @Option(
      names = "--diffusion",
      paramLabel = "HOST:PORT",
      description = "The diffusion service. Default: do without.")
  private String diffusion;

  @Option(
      names = "--deadline",
      defaultValue = "PT2S",
      description = "How long a window waits for the diffusion service. Default: ${DEFAULT-VALUE}.")
  private Duration deadline;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      defaultValue = ".fairway/checkpoints",
      converter = PlaceConverter.class,
      description =
          "Folder, or URI that all processes of the job reach. Kept and wiped together with the broker's topics. Default: ${DEFAULT-VALUE}.")
  private URI checkpoints;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "DURATION",
      defaultValue = "PT10S",
      description = "Results become visible so often. Default: ${DEFAULT-VALUE}.")
  private Duration interval;

  @Option(
      names = "--transaction-timeout",
      paramLabel = "DURATION",
      defaultValue = "PT10M",
      description =
          "After which the broker gives up what is not committed; the job may be away for so long. Default: ${DEFAULT-VALUE}.")
  private Duration transactionTimeout;

  @Option(
      names = "--transactional-id-prefix",
      paramLabel = "TEXT",
      defaultValue = "fairway",
      description = "No two jobs on a broker may share it. Default: ${DEFAULT-VALUE}.")
  private String transactionalIdPrefix;

  @Option(
      names = "--idleness",
      paramLabel = "DURATION",
      description =
          "A partition that is silent for so long does not hold the others' time back. Default: it does, which is right where feeds send heartbeats.")
  private Duration idleness;

  @Option(names = "--parallelism", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--content-type",
      defaultValue = "application/json",
      converter = ContentTypeConverter.class,
      description = "Form of the records that are written. Default: ${DEFAULT-VALUE}.")
  private ContentType contentType;

  static final class PlaceConverter implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      return text.contains(":/") ? URI.create(text) : Path.of(text).toUri();
    }
  }

  static final class ContentTypeConverter implements ITypeConverter<ContentType> {
    @Override
    public ContentType convert(String text) throws MalformedRecordException {
      return ContentType.of(text);
    }
  }

  /** Bootstrap servers of Kafka. */
  public String kafka() {
    return kafka;
  }

  /** Where checkpoints go. */
  public URI checkpoints() {
    return checkpoints;
  }

  /** All of it, for these networks. */
  public JobConfig config(List<MeasuredNetwork> networks, ForecasterLoader loader) {
    return new JobConfig(
        kafka,
        contentType,
        Optional.ofNullable(diffusion),
        deadline,
        interval,
        checkpoints.toString(),
        transactionTimeout,
        transactionalIdPrefix,
        Optional.ofNullable(idleness),
        parallelism,
        networks,
        loader);
  }
}
