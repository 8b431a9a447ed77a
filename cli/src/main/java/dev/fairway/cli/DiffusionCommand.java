package dev.fairway.cli;

import dev.fairway.diffusion.service.DiffusionServer;
import dev.fairway.diffusion.service.MetricsPort;
import dev.fairway.diffusion.service.ModelFollower;
import dev.fairway.diffusion.service.ModelShelf;
import dev.fairway.diffusion.service.ServerRules;
import dev.fairway.diffusion.service.ServerSettings;
import dev.fairway.tensor.DeviceChoice;
import dev.fairway.tensor.TensorEngine;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
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
    footer = "  fairway diffusion --kafka 127.0.0.1:9092 --port 50051 --metrics-port 9464")
final class DiffusionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafka;
  @Mixin private DiffusionServerOptions server;

  @Option(
      names = "--device",
      defaultValue = "auto",
      converter = DeviceConverter.class,
      paramLabel = "DEVICE",
      description =
          "auto (a GPU, if the native library can use one), cpu, or gpu:N. Default: ${DEFAULT-VALUE}.")
  private DeviceChoice device;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Batches computed at a time, each on one core. Default: cores; on a GPU 1.")
  private Integer workers;

  @Option(
      names = "--metrics-port",
      defaultValue = "9464",
      paramLabel = "PORT",
      description = "Of /metrics, for Prometheus; 0: any. Default: ${DEFAULT-VALUE}.")
  private int metricsPort;

  static final class DeviceConverter implements ITypeConverter<DeviceChoice> {
    @Override
    public DeviceChoice convert(String text) {
      return DeviceChoice.parse(text);
    }
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    String place = TensorEngine.use(device);
    // A batch on one core leaves the others to other batches.
    TensorEngine.setThreads(1);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ServerSettings settings = server.settings(place);
    Warnings.settle(ServerRules.of(settings, workers(place), Interruption.DRAIN), spec);
    CountDownLatch end = new CountDownLatch(1);
    ModelShelf shelf = new ModelShelf(workers(place), meters);
    ModelFollower follower = ModelFollower.start(kafka.bootstrapServers, shelf, meters);
    Interruption interruption = Interruption.onSignal(end::countDown);
    try (interruption;
        shelf;
        follower;
        MetricsPort metrics = MetricsPort.start(server.host, metricsPort, meters);
        DiffusionServer running = DiffusionServer.start(settings, shelf, meters)) {
      out.println(
          "diffusion service on %s:%d, computing on %s; metrics on http://%s:%d/metrics"
              .formatted(server.host, running.port(), place, server.host, metrics.port()));
      out.flush();
      end.await();
    }
    return 0;
  }

  private int workers(String place) {
    if (workers != null) {
      return workers;
    }
    return place.equals("cpu") ? Runtime.getRuntime().availableProcessors() : 1;
  }
}
