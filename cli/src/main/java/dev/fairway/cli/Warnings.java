package dev.fairway.cli;

import dev.fairway.safety.Findings;
import picocli.CommandLine.Model.CommandSpec;

/** What a command says of settings that it does not refuse. */
final class Warnings {

  /**
   * @throws dev.fairway.safety.UnsafeSettingsException where it refuses some
   */
  static void settle(Findings findings, CommandSpec command) {
    findings.settle(
        warning ->
            command
                .commandLine()
                .getErr()
                .println("fairway %s: warning: %s".formatted(command.name(), warning)));
    command.commandLine().getErr().flush();
  }

  private Warnings() {}
}
