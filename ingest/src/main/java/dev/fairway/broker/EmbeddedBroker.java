package dev.fairway.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A whole Kafka cluster of one node, in this JVM: broker and KRaft controller, both on the loopback
 * address only. Its records outlive it: started again on the same directory it goes on.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final int NODE = 1;

  /** Always the same, so that formatting again says nothing new; a UUID in Kafka's base 64. */
  private static final String CLUSTER = "RmFpcndheUVtYmVkZGVkQg";

  private static final String CONTROLLER = "CONTROLLER";

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Formats the directory if it is new, starts, and returns when the broker takes requests.
   *
   * @param directory holds all the broker's data; one broker at a time may use it
   * @param port for clients; 0: any free one
   * @throws IOException if the directory or the port cannot be had
   */
  public static EmbeddedBroker start(Path directory, int port) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int clientPort = port == 0 ? freePort(loopback) : port;
    int controllerPort = freePort(loopback);
    Path log = Files.createDirectories(directory.resolve("kafka")).toAbsolutePath();
    format(log);
    String host = loopback.getHostAddress();
    KafkaRaftServer server =
        new KafkaRaftServer(
            new KafkaConfig(properties(log, host, clientPort, controllerPort)), Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(server, host + ":" + clientPort);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker and waits until its files are closed. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path log) throws IOException {
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(NODE)
          .setClusterId(CLUSTER)
          .addDirectory(log.toString())
          .setControllerListenerName(CONTROLLER)
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new IOException(
          "The broker's directory " + log + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static Properties properties(Path log, String host, int clientPort, int controllerPort) {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(NODE));
    p.put("controller.quorum.voters", NODE + "@" + host + ":" + controllerPort);
    p.put("controller.listener.names", CONTROLLER);
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put(
        "listeners",
        "PLAINTEXT://"
            + host
            + ":"
            + clientPort
            + ","
            + CONTROLLER
            + "://"
            + host
            + ":"
            + controllerPort);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    p.put("log.dirs", log.toString());
    // One node: nothing to replicate to, and nobody to hand leadership over to when it stops.
    p.put("offsets.topic.replication.factor", "1");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("controlled.shutdown.enable", "false");
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("group.initial.rebalance.delay.ms", "0");
    // A mistyped topic name must fail.
    p.put("auto.create.topics.enable", "false");
    // Abandoned transactions (a killed feed) hold readers back until they are aborted.
    p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    return p;
  }

  /** Free now; another process may take it before the broker does, who then says so. */
  private static int freePort(InetAddress loopback) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
      return socket.getLocalPort();
    }
  }
}
