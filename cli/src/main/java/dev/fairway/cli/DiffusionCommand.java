package dev.fairway.cli;

import dev.fairway.diffusion.service.DiffusionServer;
import dev.fairway.diffusion.service.ModelFollower;
import dev.fairway.diffusion.service.ModelShelf;
import dev.fairway.diffusion.service.ServerSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway diffusion}: the diffusion service in a process of its own. */
@Command(
    name = "diffusion",
    mixinStandardHelpOptions = true,
    description =
        "Serves the promoted diffusion models over gRPC. There is no encryption: bind it to a trusted network only.",
    footerHeading = "%nExample:%n",
    footer = "  fairway diffusion --kafka 127.0.0.1:9092 --port 50051")
final class DiffusionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafka;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to bind to. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "50051",
      description = "0: any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    ServerSettings settings = ServerSettings.onLoopback(port).on(host);
    CountDownLatch end = new CountDownLatch(1);
    ModelShelf shelf = new ModelShelf();
    ModelFollower follower = ModelFollower.start(kafka.bootstrapServers, shelf, meters);
    Interruption interruption = Interruption.onSignal(end::countDown);
    try (interruption;
        shelf;
        follower;
        DiffusionServer server = DiffusionServer.start(settings, shelf, meters)) {
      out.println("diffusion service on " + host + ":" + server.port());
      out.flush();
      end.await();
    }
    return 0;
  }
}
