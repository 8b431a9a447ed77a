package dev.fairway.stream.flink;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.NetworkReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The job as a Flink cluster runs it. Its networks are those on the networks topic when it starts.
 *
 * <pre>
 * --bootstrap-servers host:port   --checkpoint-directory URI
 * [--diffusion host:port] [--diffusion-deadline PT2S] [--checkpoint-interval PT10S]
 * [--transaction-timeout PT10M] [--transactional-id-prefix fairway-forecast] [--idleness PT1M]
 * [--parallelism 1] [--content-type application/json]
 * </pre>
 */
public final class ForecastJobMain {

  private static final Set<String> KEYS =
      Set.of(
          "bootstrap-servers",
          "checkpoint-directory",
          "diffusion",
          "diffusion-deadline",
          "checkpoint-interval",
          "transaction-timeout",
          "transactional-id-prefix",
          "idleness",
          "parallelism",
          "content-type");

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    ForecastJob.build(environment, config(args));
    environment.executeAsync();
  }

  private static JobConfig config(String[] args) throws Exception {
    ParameterTool given = ParameterTool.fromArgs(args);
    Set<String> unknown = new TreeSet<>(given.toMap().keySet());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("Unknown: " + unknown + "; known are " + KEYS);
    }
    String servers = given.getRequired("bootstrap-servers");
    return new JobConfig(
        servers,
        ContentType.of(given.get("content-type")),
        Optional.ofNullable(given.get("diffusion")),
        Duration.parse(given.get("diffusion-deadline", "PT2S")),
        Duration.parse(given.get("checkpoint-interval", "PT10S")),
        given.getRequired("checkpoint-directory"),
        Duration.parse(given.get("transaction-timeout", "PT10M")),
        given.get("transactional-id-prefix", "fairway-forecast"),
        Optional.ofNullable(given.get("idleness")).map(Duration::parse),
        given.getInt("parallelism", 1),
        List.copyOf(NetworkReader.read(servers).values()),
        new BundledForecasters());
  }

  private ForecastJobMain() {}
}
