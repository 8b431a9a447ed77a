package dev.fairway.cli;

import dev.fairway.cli.letters.LetterList;
import dev.fairway.cli.letters.LetterReader;
import dev.fairway.contract.Topic;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairway dead-letters list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists what was refused, the newest last, and counts it by reason.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway dead-letters list --kafka 127.0.0.1:19092 --network aarhus --since 2026-03-01T08:00:00Z",
      "  fairway dead-letters list --kafka 127.0.0.1:19092 --late --format json"
    })
final class ListDeadLettersCommand implements Callable<Integer> {

  private enum Format {
    TABLE,
    JSON
  }

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafka;
  @Mixin private LetterOptions letters;

  @Option(names = "--late", description = "What came when its interval was closed, instead.")
  private boolean late;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Show the newest N of them; all are counted. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() throws Exception {
    if (limit < 0) {
      throw new ParameterException(spec.commandLine(), "--limit: " + limit + " is below 0");
    }
    LetterList list = new LetterList(limit);
    LetterReader.read(
        kafka.bootstrapServers,
        late ? Topic.LATE : Topic.DEAD_LETTERS,
        letters.filter(),
        list::add);
    PrintWriter out = spec.commandLine().getOut();
    out.print(format == Format.JSON ? list.json() + System.lineSeparator() : list.table());
    out.flush();
    return 0;
  }
}
