package dev.fairway.benchmarks.stream;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A run at full load, with what it occupied over time.
 *
 * @param seconds that readings were fed for
 * @param readings and forecasts: each once
 */
record SoakRecord(
    Origin origin,
    int sites,
    boolean scored,
    double seconds,
    long readings,
    long forecasts,
    List<MemoryUse> memory) {

  private static final double MIB = 1 << 20;

  String inWords() {
    return "%,d readings in %.0f min, %.0f/s, and %,d forecasts, each once; second quarter to last, MiB: heap %s, direct %s, anonymous %s, checkpoint %s"
        .formatted(
            readings,
            seconds / 60,
            readings / seconds,
            forecasts,
            change(MemoryUse::heap),
            change(MemoryUse::direct),
            change(MemoryUse::anonymous),
            change(MemoryUse::state));
  }

  /** The first quarter is left to warm up. */
  private String change(ToLongFunction<MemoryUse> of) {
    return "%.2f to %.2f".formatted(mean(of, 1) / MIB, mean(of, 3) / MIB);
  }

  private double mean(ToLongFunction<MemoryUse> of, int quarter) {
    int size = memory.size();
    return memory.subList(quarter * size / 4, (quarter + 1) * size / 4).stream()
        .mapToLong(of)
        .average()
        .orElse(Double.NaN);
  }
}
