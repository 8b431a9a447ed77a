package dev.fairway.cli;

import dev.fairway.diffusion.service.ServerSettings;
import dev.fairway.diffusion.service.ServiceLimits;
import dev.fairway.diffusion.service.Together;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where the diffusion service listens and how much it takes on. */
final class DiffusionServerOptions {

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to bind to, for metrics too. Default: ${DEFAULT-VALUE}.")
  String host;

  @Option(
      names = "--port",
      defaultValue = "50051",
      description = "0: any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--reflection",
      description = "Lets callers ask for the contract, as grpcurl does. Default: off.")
  private boolean reflection;

  @Option(
      names = "--together",
      paramLabel = "REQUESTS",
      description =
          "Requests computed side by side, whose evaluations share batches; as many as --workers: no batches. Default: ${DEFAULT-VALUE}.")
  private int requests = Together.ON_CPU.requests();

  @Option(
      names = "--batch-cells",
      paramLabel = "CELLS",
      description =
          "Channels x steps x sites x samples of a batch; a larger request is computed by itself. Default: 20000; on a GPU 1000000 (not measured).")
  private Long batchCells;

  @Option(
      names = "--queue",
      paramLabel = "REQUESTS",
      description = "Requests that may wait; more are refused. Default: ${DEFAULT-VALUE}.")
  private int queue = ServerSettings.DEFAULT_QUEUE;

  @Option(
      names = "--max-cells",
      paramLabel = "CELLS",
      description = "Channels x steps x sites x samples of one request. Default: ${DEFAULT-VALUE}.")
  private long maxCells = ServiceLimits.DEFAULT.cells();

  @Option(
      names = "--max-samples",
      paramLabel = "N",
      description = "Samples of one request. Default: ${DEFAULT-VALUE}.")
  private int maxSamples = ServiceLimits.DEFAULT.samples();

  @Option(
      names = "--max-evaluations",
      paramLabel = "N",
      description = "Evaluations of the denoiser of one request. Default: ${DEFAULT-VALUE}.")
  private int maxEvaluations = ServiceLimits.DEFAULT.evaluations();

  @Option(
      names = "--drain",
      paramLabel = "DURATION",
      description =
          "How long accepted requests may go on after Ctrl-C or SIGTERM. Default: ${DEFAULT-VALUE}.")
  private Duration drain = ServerSettings.DEFAULT_DRAIN;

  /**
   * @param device cpu or gpu:N
   */
  ServerSettings settings(String device) {
    return new ServerSettings(
        host,
        port,
        new Together(
            requests, batchCells == null ? Together.usualOn(device).batchCells() : batchCells),
        queue,
        new ServiceLimits(maxCells, maxSamples, maxEvaluations),
        drain,
        reflection);
  }
}
