package dev.fairway.cli;

import dev.fairway.cli.audit.DeliveryAudit;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fairway audit}: what went in against what came out. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Counts what is on the topics, committed records only: what went in, and what came of it.",
    footerHeading = "%nExample:%n",
    footer = "  fairway audit --kafka 127.0.0.1:19092")
final class AuditCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafka;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    new DeliveryAudit(kafka.bootstrapServers)
        .run()
        .forEach((network, counts) -> out.printf("%s%n%s", network, counts.describe()));
    out.flush();
    return 0;
  }
}
