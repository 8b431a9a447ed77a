package dev.fairway.cli;

import dev.fairway.broker.EmbeddedBroker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway broker}: the demo's broker in a process of its own. */
@Command(
    name = "broker",
    mixinStandardHelpOptions = true,
    description =
        "A Kafka broker of one node on the loopback address, for trials. Started again on the same directory it goes on.",
    footerHeading = "%nExample:%n",
    footer = "  fairway broker --port 19092")
final class BrokerCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = ".fairway/broker",
      description = "For all its data; one broker at a time. Default: ${DEFAULT-VALUE}.")
  private Path directory;

  @Option(
      names = "--port",
      defaultValue = "19092",
      description = "For clients; 0: any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch end = new CountDownLatch(1);
    Interruption interruption = Interruption.onSignal(end::countDown);
    try (interruption;
        EmbeddedBroker broker = EmbeddedBroker.start(directory, port)) {
      out.println("broker " + broker.bootstrapServers());
      out.flush();
      end.await();
    }
    return 0;
  }
}
