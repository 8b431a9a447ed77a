package dev.fairway.benchmarks.service;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One measurement, one line of JSON in a file.
 *
 * @param run when the run began, as in ISO 8601
 * @param loadBefore load average of the machine before the run
 * @param batching false: every evaluation is one caller's
 * @param together requests computed side by side at most
 * @param batchCells of a batch at most
 */
record LoadRecord(
    String run,
    String device,
    int workers,
    double loadBefore,
    int sites,
    int round,
    boolean batching,
    int together,
    long batchCells,
    int callers,
    int windows,
    double windowsPerSecond,
    double p50Seconds,
    double p99Seconds,
    double meanBatch,
    double processorSecondsPerWindow) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  void append(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file,
        JSON.writeValueAsString(this) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
