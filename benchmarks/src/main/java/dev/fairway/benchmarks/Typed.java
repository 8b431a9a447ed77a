package dev.fairway.benchmarks;

import picocli.CommandLine.Model.CommandSpec;

/** A command as it was typed: what records and bundles name as having made them. */
final class Typed {

  static String command(CommandSpec spec) {
    return "benchmarks/run "
        + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }

  private Typed() {}
}
