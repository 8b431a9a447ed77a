package dev.fairway.cli;

import dev.fairway.cli.models.ModelsDirectory;
import dev.fairway.cli.train.ModelAnnouncer;
import dev.fairway.provenance.ModelBundle;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairway models promote}. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description =
        "Makes a model the champion of its network and kind, and with --kafka tells a running Fairway to change to it.")
final class PromoteModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ModelsOption models;

  @Parameters(paramLabel = "MODEL", description = "Name of the bundle, or how its id begins.")
  private String model;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Broker whose models topic is told.")
  private String kafka;

  @Override
  public Integer call() throws Exception {
    ModelsDirectory directory = models.open();
    ModelBundle bundle = directory.open(model);
    directory.promote(bundle);
    if (kafka != null) {
      ModelAnnouncer.promote(kafka, bundle, "promoted by hand", Clock.systemUTC());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s is the champion of %s%n", bundle.directory(), bundle.card().network());
    out.flush();
    return 0;
  }
}
