package dev.fairway.benchmarks.service;

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
    double processorSecondsPerWindow) {}
