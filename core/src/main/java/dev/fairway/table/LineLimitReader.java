package dev.fairway.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * A text that ends in an error where a line is longer than any that is meant: whoever gathers a
 * line would otherwise gather until there is no memory left.
 */
public final class LineLimitReader extends FilterReader {

  /** A row of a matrix of ten thousand sites takes a twentieth of it. */
  public static final int LONGEST = 4 << 20;

  private long line = 1;
  private int length;

  public LineLimitReader(Reader in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      count((char) read);
    }
    return read;
  }

  @Override
  public int read(char[] buffer, int offset, int count) throws IOException {
    int read = super.read(buffer, offset, count);
    for (int i = 0; i < read; i++) {
      count(buffer[offset + i]);
    }
    return read;
  }

  /** It cannot go back: what was counted is counted. */
  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(char read) throws IOException {
    if (read == '\n' || read == '\r') {
      line += read == '\n' ? 1 : 0;
      length = 0;
    } else if (++length > LONGEST) {
      throw new IOException("line " + line + " is longer than " + LONGEST + " characters");
    }
  }
}
