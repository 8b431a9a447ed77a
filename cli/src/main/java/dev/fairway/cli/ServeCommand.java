package dev.fairway.cli;

import dev.fairway.safety.KafkaFactsReader;
import dev.fairway.stream.serve.Retention;
import dev.fairway.stream.serve.ServeConfig;
import dev.fairway.stream.serve.ServeRules;
import dev.fairway.stream.serve.StreamsApp;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway serve}: scores, API and dashboard in a process of its own. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Scores the forecasts and serves API, metrics and dashboard. There is no login: bind it to a trusted network only.",
    footerHeading = "%nExample:%n",
    footer = "  fairway serve --kafka 127.0.0.1:9092 --port 8080")
final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafka;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to bind to. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "0: any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--dir",
      defaultValue = ".fairway/serve",
      description = "State directory. Default: ${DEFAULT-VALUE}.")
  private Path directory;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch end = new CountDownLatch(1);
    ServeConfig config =
        new ServeConfig(
            kafka.bootstrapServers, "fairway-serve", host, port, directory, 1, Retention.DEFAULT);
    Warnings.settle(ServeRules.of(config, KafkaFactsReader.read(kafka.bootstrapServers)), spec);
    Interruption interruption = Interruption.onSignal(end::countDown);
    try (interruption;
        StreamsApp app = StreamsApp.start(config, Clock.systemUTC())) {
      out.println("dashboard " + app.address());
      out.flush();
      end.await();
    }
    return 0;
  }
}
