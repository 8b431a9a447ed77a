package dev.fairway.ingest.ais;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of a text, none of which takes more memory than a limit: of a longer one its beginning
 * is kept, one character more than the limit, so that it is known for what it is.
 */
final class CappedLines implements Iterator<String>, Closeable {

  /** Far more than any line of AIS has. */
  static final int LONGEST = 1 << 16;

  private static final int BUFFER = 1 << 16;

  private final Reader reader;
  private final char[] buffer = new char[BUFFER];
  private final StringBuilder line = new StringBuilder();
  private int from;
  private int to;
  private boolean afterReturn;
  private String next;

  CappedLines(Reader reader) {
    this.reader = reader;
  }

  /**
   * @throws UncheckedIOException if the text cannot be read
   */
  @Override
  public boolean hasNext() {
    if (next == null) {
      try {
        next = read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return next != null;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The text has no more lines");
    }
    String found = next;
    next = null;
    return found;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Lines end with CR, LF or both; null at the end. */
  private String read() throws IOException {
    line.setLength(0);
    boolean begun = false;
    while (fill()) {
      if (afterReturn && buffer[from] == '\n') {
        from++;
      }
      boolean skipped = afterReturn;
      afterReturn = false;
      if (skipped && from == to) {
        continue;
      }
      begun = true;
      int end = from;
      while (end < to && buffer[end] != '\n' && buffer[end] != '\r') {
        end++;
      }
      keep(end);
      from = end;
      if (end < to) {
        afterReturn = buffer[end] == '\r';
        from++;
        return line.toString();
      }
    }
    return begun ? line.toString() : null;
  }

  private void keep(int end) {
    line.append(buffer, from, Math.min(end - from, LONGEST + 1 - line.length()));
  }

  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, reader.read(buffer));
    }
    return from < to;
  }
}
