package dev.fairway.cli;

import picocli.CommandLine.ArgGroup;

/** What a training learns from: a data set, or what a stream has measured. */
final class HistoryOptions {

  @ArgGroup(exclusive = false, heading = "A data set:%n")
  DataOptions data;

  @ArgGroup(exclusive = false, heading = "Or the history of a stream:%n")
  StreamOptions stream;
}
