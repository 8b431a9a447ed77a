package dev.fairway.table;

import java.io.IOException;
import java.nio.file.Path;

/** A table that cannot be used; the message names the file, the line and what is wrong there. */
public final class TableException extends IOException {

  public TableException(Path file, long line, String reason) {
    super(file + ", line " + line + ": " + reason);
  }

  public TableException(Path file, String reason) {
    super(file + ": " + reason);
  }
}
