package dev.fairway.cli;

import dev.fairway.contract.NetworkReader;
import dev.fairway.safety.KafkaFactsReader;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.stream.flink.BundledForecasters;
import dev.fairway.stream.flink.EmbeddedFlink;
import dev.fairway.stream.flink.JobConfig;
import dev.fairway.stream.flink.JobOptions;
import dev.fairway.stream.flink.JobRules;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
  @Mixin private JobOptions options;

  @Option(names = "--trip", paramLabel = "FILE", hidden = true)
  private String trip;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path checkpoints = folder(options.checkpoints());
    List<MeasuredNetwork> networks = List.copyOf(NetworkReader.read(options.kafka()).values());
    JobConfig config =
        options.config(
            networks, trip == null ? new BundledForecasters() : new TrippingLoader(trip));
    Warnings.settle(JobRules.of(config, KafkaFactsReader.read(options.kafka()), checkpoints), spec);
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

  private Path folder(URI place) {
    if (!"file".equals(place.getScheme())) {
      throw new ParameterException(
          spec.commandLine(),
          "--checkpoints: %s is no folder of this machine, where this command's cluster is"
              .formatted(place));
    }
    return Path.of(place);
  }
}
