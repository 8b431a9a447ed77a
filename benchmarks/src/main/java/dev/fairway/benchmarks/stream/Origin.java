package dev.fairway.benchmarks.stream;

/**
 * Where figures come from.
 *
 * @param run when the run began, as in ISO 8601
 * @param command as it was given
 * @param version of the code
 * @param cores of the machine
 * @param loadBefore load average of the machine before the run
 */
public record Origin(String run, String command, String version, int cores, double loadBefore) {}
