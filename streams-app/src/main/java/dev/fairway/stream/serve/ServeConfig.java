package dev.fairway.stream.serve;

import java.nio.file.Path;

/**
 * How to score and serve.
 *
 * @param bootstrapServers of the Kafka cluster, as clients write them
 * @param applicationId names the consumer group and the changelog topics: two apps with one id
 *     share the work, two ids both do all of it
 * @param host address the HTTP server binds to
 * @param port of the HTTP server; 0: any free one
 * @param stateDirectory for Kafka Streams' lock and checkpoint files
 * @param streamThreads threads that score
 * @param retention how much of the past is kept for scoring and charts
 */
public record ServeConfig(
    String bootstrapServers,
    String applicationId,
    String host,
    int port,
    Path stateDirectory,
    int streamThreads,
    Retention retention) {

  public static final String LOOPBACK = "127.0.0.1";

  public ServeConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not within 0..65535");
    }
    if (streamThreads < 1) {
      throw new IllegalArgumentException("streamThreads " + streamThreads + " is below 1");
    }
  }

  /** On the loopback address, with what suits one machine. */
  public static ServeConfig local(String bootstrapServers, int port, Path stateDirectory) {
    return new ServeConfig(
        bootstrapServers, "fairway-serve", LOOPBACK, port, stateDirectory, 1, Retention.DEFAULT);
  }
}
