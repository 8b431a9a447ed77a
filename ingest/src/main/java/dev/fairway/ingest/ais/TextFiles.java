package dev.fairway.ingest.ais;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Text files, plain or compressed. */
final class TextFiles {

  private static final int BUFFER = 1 << 16;

  static CappedLines open(Path file, Charset charset) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      InputStream plain =
          file.getFileName().toString().endsWith(".gz")
              ? new GZIPInputStream(bytes, BUFFER)
              : bytes;
      return new CappedLines(new InputStreamReader(plain, charset));
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private TextFiles() {}
}
