package dev.fairway.diffusion.service;

import io.grpc.Status;

/**
 * How much one request may ask for.
 *
 * @param cells channels x steps x sites x samples
 * @param samples of one request
 * @param evaluations of the denoiser in one request
 */
public record ServiceLimits(long cells, int samples, int evaluations) {

  public static final ServiceLimits DEFAULT = new ServiceLimits(4_000_000, 64, 1000);

  void require(long windowCells, int askedSamples, int askedEvaluations) {
    require("samples", askedSamples, samples);
    require("evaluations", askedEvaluations, evaluations);
    require("channels x steps x sites x samples", windowCells * askedSamples, cells);
  }

  private static void require(String what, long asked, long limit) {
    if (asked < 1 || asked > limit) {
      throw Status.INVALID_ARGUMENT
          .withDescription(what + ": " + asked + " asked for, possible are 1 to " + limit)
          .asRuntimeException();
    }
  }
}
