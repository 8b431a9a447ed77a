package dev.fairway.diffusion.service;

/**
 * How much is computed side by side: for each worker one request, however large, or several whose
 * evaluations then make a batch of so many cells. Who would not get into a batch waits in the queue
 * instead of taking turns: all of those who take turns are answered late.
 *
 * @param requests at most; as many as there are workers means no batches across callers
 * @param batchCells channels x steps x sites x samples of a batch
 */
public record Together(int requests, long batchCells) {

  /**
   * Where a core computes a batch. Up to about 25,000 cells, several requests in one evaluation
   * cost less than one by one; from 40,000 on, as much or more, from run to run
   * (docs/results/diffusion.md).
   */
  public static final Together ON_CPU = new Together(64, 20_000);

  /** Not measured. */
  public static final Together ON_GPU = new Together(64, 1_000_000);

  public Together {
    if (requests < 1 || batchCells < 1) {
      throw new IllegalArgumentException(
          "Computed together: %d requests in batches of %d cells, at least 1 each"
              .formatted(requests, batchCells));
    }
  }

  /**
   * @param device cpu or gpu:N
   */
  public static Together usualOn(String device) {
    return device.equals("cpu") ? ON_CPU : ON_GPU;
  }

  /**
   * Whether another request is computed now.
   *
   * @param workers batches at a time
   * @param running requests that are computed already
   * @param cells of these and the other one
   */
  boolean fits(int workers, int running, long cells) {
    return running < workers || (running < requests && cells <= workers * batchCells);
  }
}
