package dev.fairway.cli;

import dev.fairway.safety.UnsafeSettingsException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * A failure is told in one line, the stack goes to the log: who types a command wants to know what
 * to change.
 */
final class FriendlyErrors implements IExecutionExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(FriendlyErrors.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    LOG.error("{} failed", command.getCommandName(), failure);
    PrintWriter err = command.getErr();
    err.println("fairway " + command.getCommandName() + ": " + describe(failure));
    err.flush();
    return failure instanceof UnsafeSettingsException
        ? command.getCommandSpec().exitCodeOnInvalidInput()
        : command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder(message(failure));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (text.indexOf(message(cause)) < 0) {
        text.append("; because ").append(message(cause));
      }
    }
    return text.toString();
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
