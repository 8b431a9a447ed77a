package dev.fairway.benchmarks.service;

import java.util.Arrays;

/**
 * How the service held out under so many callers.
 *
 * @param seconds until the last answer
 * @param processorSeconds of the whole process, callers included: what other work on the machine
 *     does not lengthen
 * @param meanBatch requests that shared an evaluation of the denoiser
 * @param latencies seconds, one for each answered window
 */
record Load(
    int callers, double seconds, double processorSeconds, double meanBatch, double[] latencies) {

  Load {
    latencies = latencies.clone();
    Arrays.sort(latencies);
    if (latencies.length == 0) {
      throw new IllegalArgumentException("no window was answered in " + seconds + " s");
    }
  }

  double windowsPerSecond() {
    return latencies.length / seconds;
  }

  double processorSecondsPerWindow() {
    return processorSeconds / latencies.length;
  }

  /** The latency that such a share of the windows did not exceed, in seconds. */
  double latency(double share) {
    return latencies[Math.max(0, (int) Math.ceil(share * latencies.length) - 1)];
  }
}
