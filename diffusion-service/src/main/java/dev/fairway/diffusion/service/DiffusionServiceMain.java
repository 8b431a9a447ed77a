package dev.fairway.diffusion.service;

import dev.fairway.provenance.BundleException;
import dev.fairway.tensor.TensorEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The diffusion service alone in a process: {@code DiffusionServiceMain [bundle directory...]}.
 * Environment: {@code FAIRWAY_DIFFUSION_HOST} (127.0.0.1), {@code FAIRWAY_DIFFUSION_PORT} (9090),
 * {@code FAIRWAY_KAFKA} (bootstrap servers of the models topic to follow; none if absent).
 */
public final class DiffusionServiceMain {

  public static void main(String[] arguments)
      throws IOException, BundleException, InterruptedException {
    TensorEngine.setThreads(1);
    MeterRegistry meters = new SimpleMeterRegistry();
    try (ModelShelf shelf = new ModelShelf()) {
      for (Path bundle : Arrays.stream(arguments).map(Path::of).toList()) {
        shelf.load(bundle);
      }
      Optional<ModelFollower> follower =
          environment("FAIRWAY_KAFKA").map(servers -> ModelFollower.start(servers, shelf, meters));
      try (DiffusionServer server = DiffusionServer.start(settings(), shelf, meters)) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "diffusion-stop"));
        server.awaitClose();
      } finally {
        follower.ifPresent(ModelFollower::close);
      }
    }
  }

  private static ServerSettings settings() {
    int port =
        environment("FAIRWAY_DIFFUSION_PORT")
            .map(DiffusionServiceMain::port)
            .orElse(ServerSettings.DEFAULT_PORT);
    ServerSettings loopback = ServerSettings.onLoopback(port);
    return new ServerSettings(
        environment("FAIRWAY_DIFFUSION_HOST").orElse(loopback.host()),
        port,
        loopback.workers(),
        loopback.queue(),
        loopback.limits(),
        loopback.drain());
  }

  private static int port(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "FAIRWAY_DIFFUSION_PORT is '" + value + "', which is no port", e);
    }
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  private DiffusionServiceMain() {}
}
