package dev.fairway.diffusion.service;

/**
 * How much is computed side by side. No batch is larger, as only what is computed side by side can
 * share one.
 *
 * @param requests at most; as many as there are workers means no batches across callers
 * @param cells channels x steps x sites x samples of all of them at most; a single larger request
 *     is computed alone
 */
public record Together(int requests, long cells) {

  public static final Together DEFAULT = new Together(64, 1_000_000);

  public Together {
    if (requests < 1 || cells < 1) {
      throw new IllegalArgumentException(
          "Computed together: " + requests + " requests with " + cells + " cells, at least 1 each");
    }
  }
}
