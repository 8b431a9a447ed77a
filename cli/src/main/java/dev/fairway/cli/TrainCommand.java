package dev.fairway.cli;

import picocli.CommandLine.Command;

/** {@code fairway train}: a model from a data set, or from what the stream has measured. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Trains a model on a data set, or on the history that a running Fairway has on its intervals topic.",
    subcommands = {TrainForecasterCommand.class, TrainDiffusionCommand.class})
final class TrainCommand {}
