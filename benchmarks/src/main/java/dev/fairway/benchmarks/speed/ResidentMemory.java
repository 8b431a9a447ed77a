package dev.fairway.benchmarks.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process occupies of the machine's memory, native memory too. */
public final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Bytes now. */
  public static long now() throws IOException {
    return bytes("VmRSS:");
  }

  /** The most it ever was, bytes. */
  public static long peak() throws IOException {
    return bytes("VmHWM:");
  }

  /** Bytes now that no file stands behind: heaps, stacks, what native code allocates. */
  public static long anonymous() throws IOException {
    return bytes("RssAnon:");
  }

  private static long bytes(String key) throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(key)) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException(STATUS + " has no " + key);
  }

  private ResidentMemory() {}
}
