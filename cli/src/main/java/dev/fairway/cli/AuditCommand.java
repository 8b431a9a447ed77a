package dev.fairway.cli;

import dev.fairway.cli.audit.Delivery;
import dev.fairway.cli.audit.DeliveryAudit;
import dev.fairway.cli.audit.DeliveryOracle;
import dev.fairway.cli.audit.NetworkCounts;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway audit}: what went in against what came out. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Counts what is on the topics, committed records only: what went in, and what came of it. "
            + "Exits with 1 if it does not add up.",
    footerHeading = "%nExample:%n",
    footer = "  fairway audit --kafka 127.0.0.1:19092")
final class AuditCommand implements Callable<Integer> {

  private static final int PERCENT = 100;

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafka;

  @Option(names = "--network", paramLabel = "ID", description = "Count this one only.")
  private String network;

  @Option(
      names = "--exact",
      description = {
        "Also finds, from the input alone, each site's intervals, forecasts and scores, and names what is lost, doubled or wrong.",
        "Keeps all keys in memory. What is newest may be missing while the job runs."
      })
  private boolean exact;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DeliveryAudit audit = new DeliveryAudit(kafka.bootstrapServers, Optional.ofNullable(network));
    Map<String, NetworkCounts> counted;
    try (ProgressBar bar = bar()) {
      counted = audit.run(share -> bar.stepTo(Math.round(PERCENT * share)));
    }
    counted.forEach((id, counts) -> out.printf("%s%n%s", id, counts.describe()));
    boolean good = counted.values().stream().allMatch(NetworkCounts::addsUp);
    if (exact) {
      Map<String, Delivery> deliveries = DeliveryOracle.judge(kafka.bootstrapServers, false);
      deliveries.forEach((id, delivery) -> out.printf("%s%n%s", id, delivery.describe()));
      good &= deliveries.values().stream().allMatch(Delivery::isExact);
    }
    out.flush();
    return good ? 0 : 1;
  }

  private static ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName("reading")
        .setInitialMax(PERCENT)
        .setUnit("%", 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .build();
  }
}
