package dev.fairway.benchmarks.accuracy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Finished runs, one JSON line each; a run is on file whole or not at all.
 *
 * @param <R> a record with a JSON form
 */
public final class ResultsFile<R> {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Path file;
  private final Class<R> kind;

  public ResultsFile(Path file, Class<R> kind) {
    this.file = file;
    this.kind = kind;
  }

  /** Empty if there is no file yet. */
  public List<R> read() throws IOException {
    List<R> runs = new ArrayList<>();
    if (Files.notExists(file)) {
      return runs;
    }
    List<String> lines = Files.readAllLines(file);
    for (int line = 0; line < lines.size(); line++) {
      try {
        runs.add(JSON.readValue(lines.get(line), kind));
      } catch (JsonProcessingException e) {
        throw new IOException(
            "%s, line %d is no run: %s".formatted(file, line + 1, e.getOriginalMessage()), e);
      }
    }
    return runs;
  }

  /**
   * Of a file that is there.
   *
   * @throws NoSuchFileException if nothing has run yet
   */
  public List<R> existing() throws IOException {
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file.toString(), null, "no run has been put there");
    }
    return read();
  }

  public void append(R run) throws IOException {
    byte[] line = (JSON.writeValueAsString(run) + "\n").getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(ByteBuffer.wrap(line));
      out.force(true);
    }
  }
}
