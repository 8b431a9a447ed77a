package dev.fairway.cli;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.NetworkReader;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.BundledForecasters;
import dev.fairway.stream.flink.EmbeddedFlink;
import dev.fairway.stream.flink.JobConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway job}: the Flink job on a cluster within this process. */
@Command(
    name = "job",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the Flink job on all networks of the networks topic.",
      "Stopped and started again it goes on from its last checkpoint."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  fairway job --kafka 127.0.0.1:9092 --diffusion 127.0.0.1:50051 --checkpoints .fairway/checkpoints")
final class JobCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafka;

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
      description = "Kept and wiped together with the broker's topics. Default: ${DEFAULT-VALUE}.")
  private Path checkpoints;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "DURATION",
      defaultValue = "PT10S",
      description = "Results become visible so often. Default: ${DEFAULT-VALUE}.")
  private Duration interval;

  @Option(
      names = "--idleness",
      paramLabel = "DURATION",
      description =
          "A partition that is silent for so long does not hold the others' time back. Default: it does, which is right where feeds send heartbeats.")
  private Duration idleness;

  @Option(names = "--parallelism", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(names = "--trip", paramLabel = "FILE", hidden = true)
  private String trip;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<MeasuredNetwork> networks =
        List.copyOf(NetworkReader.read(kafka.bootstrapServers).values());
    JobConfig config =
        new JobConfig(
            kafka.bootstrapServers,
            ContentType.JSON,
            Optional.ofNullable(diffusion),
            deadline,
            interval,
            checkpoints.toUri().toString(),
            Duration.ofMinutes(10),
            "fairway",
            Optional.ofNullable(idleness),
            parallelism,
            networks,
            trip == null ? new BundledForecasters() : new TrippingLoader(trip));
    CountDownLatch end = new CountDownLatch(1);
    Interruption interruption = Interruption.onSignal(end::countDown);
    try (interruption;
        EmbeddedFlink flink = EmbeddedFlink.start(config, checkpoints)) {
      out.println("job runs on " + networks.stream().map(MeasuredNetwork::name).toList());
      out.flush();
      while (flink.isRunning() && !end.await(1, TimeUnit.SECONDS)) {}
      if (flink.failure().isPresent()) {
        throw new IllegalStateException("The job gave up", flink.failure().get());
      }
    }
    return 0;
  }
}
