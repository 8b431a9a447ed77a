package dev.fairway.cli;

import dev.fairway.cli.train.ModelAnnouncer;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.provenance.ModelBundle;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway models rollback}. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Goes back to the champion that a network had before.")
final class RollBackModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ModelsOption models;

  @Option(names = "--network", required = true, paramLabel = "ID", description = "Its network.")
  private String network;

  @Option(
      names = "--kind",
      defaultValue = StgcnBundles.KIND,
      description = "Kind of model. Default: ${DEFAULT-VALUE}.")
  private String kind;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Broker whose models topic is told.")
  private String kafka;

  @Override
  public Integer call() throws Exception {
    ModelBundle bundle = models.open().rollBack(network, kind);
    if (kafka != null) {
      ModelAnnouncer.promote(kafka, bundle, "rolled back by hand", Clock.systemUTC());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s is the champion of %s again%n", bundle.directory(), network);
    out.flush();
    return 0;
  }
}
