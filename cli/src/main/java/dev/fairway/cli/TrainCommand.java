package dev.fairway.cli;

import picocli.CommandLine.Command;

/** {@code fairway train}: a model from what the stream has measured. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Trains a model on the history that a running Fairway has on its intervals topic, and announces it.",
    subcommands = {TrainForecasterCommand.class, TrainDiffusionCommand.class})
final class TrainCommand {}
