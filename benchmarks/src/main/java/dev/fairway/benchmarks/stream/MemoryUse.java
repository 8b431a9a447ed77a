package dev.fairway.benchmarks.stream;

import dev.fairway.benchmarks.speed.ResidentMemory;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * What this process occupies at a moment, bytes.
 *
 * @param seconds since the start
 * @param readings that had come out by then
 * @param heap in use after a full collection
 * @param classes and compiled code
 * @param direct buffers outside of the heap
 * @param anonymous resident memory that no file stands behind: all of the above and native code's
 * @param state the job's checkpoint
 */
record MemoryUse(
    long seconds,
    long readings,
    long heap,
    long classes,
    long direct,
    long anonymous,
    int threads,
    long state) {

  private static final double MIB = 1 << 20;

  /** Collects garbage first: what is left is what is held. */
  static MemoryUse now(long seconds, long readings, Path checkpoints) throws IOException {
    System.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new MemoryUse(
        seconds,
        readings,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed(),
        direct,
        ResidentMemory.anonymous(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        CheckpointSize.of(checkpoints));
  }

  static String tableHead() {
    return "| minute | readings | heap | classes, code | direct | anonymous | threads | checkpoint, KiB |\n"
        + "|---|---|---|---|---|---|---|---|";
  }

  /** Memory in MiB. */
  String tableRow() {
    return "| %.1f | %,d | %.1f | %.1f | %.1f | %.0f | %d | %.0f |"
        .formatted(
            seconds / 60.0,
            readings,
            heap / MIB,
            classes / MIB,
            direct / MIB,
            anonymous / MIB,
            threads,
            state / 1024.0);
  }
}
