package dev.fairway.cli;

import dev.fairway.cli.models.ModelWords;
import dev.fairway.cli.models.ModelsDirectory;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fairway models list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the bundles of a directory, checked; * marks the champions.")
final class ListModelsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ModelsOption models;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    for (ModelsDirectory.Found found : models.open().list()) {
      out.println(ModelWords.line(found));
    }
    out.flush();
    return 0;
  }
}
