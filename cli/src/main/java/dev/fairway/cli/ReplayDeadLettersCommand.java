package dev.fairway.cli;

import dev.fairway.cli.letters.LetterReplay;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairway dead-letters replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Writes refused records to the topic they came from, as they were, each once.",
      "One that is refused again becomes a new dead letter."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway dead-letters replay --kafka 127.0.0.1:19092 --network aarhus --reason UNKNOWN_SITE --dry-run",
      "  fairway dead-letters replay --kafka 127.0.0.1:19092 --since 2026-03-01T08:00:00Z"
    })
final class ReplayDeadLettersCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafka;
  @Mixin private LetterOptions letters;

  @Option(names = "--dry-run", description = "Only tell what would be written.")
  private boolean dryRun;

  @Option(names = "--again", description = "Also what was replayed before.")
  private boolean again;

  @Override
  public Integer call() {
    LetterReplay.Counts counts =
        dryRun
            ? LetterReplay.dryRun(kafka.bootstrapServers, letters.filter(), again)
            : LetterReplay.run(kafka.bootstrapServers, letters.filter(), again);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s %,d records; %,d had been replayed before, %,d letters have no whole record%n",
        dryRun ? "would replay" : "replayed", counts.replayed(), counts.before(), counts.without());
    out.flush();
    return 0;
  }
}
