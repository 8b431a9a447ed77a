package dev.fairway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a command printed, and how it ended. */
record Ran(int exit, String out, String err) {

  /** Runs a command as it is typed. */
  static Ran run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Fairway.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new Ran(exit, out.toString(), err.toString());
  }

  /**
   * The one bundle in a directory.
   *
   * @param prefix of its name: what kind it is of
   */
  static Path onlyBundle(Path directory, String prefix) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(prefix))
          .reduce(
              (one, two) -> {
                throw new IllegalStateException(one + " and " + two);
              })
          .orElseThrow();
    }
  }
}
