package dev.fairway.cli;

import dev.fairway.cli.models.ModelWords;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairway models show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Checks a bundle and prints its card.")
final class ShowModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ModelsOption models;

  @Parameters(paramLabel = "MODEL", description = "Name of the bundle, or how its id begins.")
  private String model;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.print(ModelWords.card(models.open().open(model)));
    out.flush();
    return 0;
  }
}
