package dev.fairway.cli;

import picocli.CommandLine.Command;

/** {@code fairway models}. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "What models there are, and which is to run.",
    subcommands = {
      ListModelsCommand.class,
      ShowModelCommand.class,
      PromoteModelCommand.class,
      RollBackModelCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway models list --dir models",
      "  fairway models promote stgcn-0123456789ab --dir models --kafka 127.0.0.1:19092"
    })
final class ModelsCommand {}
