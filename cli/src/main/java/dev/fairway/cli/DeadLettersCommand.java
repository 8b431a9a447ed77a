package dev.fairway.cli;

import picocli.CommandLine.Command;

/** {@code fairway dead-letters}. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "What was refused and why; and a second try for it when the cause is mended.",
    subcommands = {ListDeadLettersCommand.class, ReplayDeadLettersCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway dead-letters list --kafka 127.0.0.1:19092 --reason UNKNOWN_SITE",
      "  fairway dead-letters replay --kafka 127.0.0.1:19092 --reason UNKNOWN_SITE --dry-run"
    })
final class DeadLettersCommand {}
