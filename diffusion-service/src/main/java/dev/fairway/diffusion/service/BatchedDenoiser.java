package dev.fairway.diffusion.service;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.denoise.AttentionTap;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.Tap;
import dev.fairway.diffusion.denoise.Trace;
import java.util.List;

/** A denoiser whose evaluations wait for a place in a batch. */
record BatchedDenoiser(Denoiser denoiser, EvaluationBatches batches) implements Denoiser {

  @Override
  public NDArray forward(DenoiserInput input, Trace trace) {
    return batches.evaluate(new Turn(denoiser, input, trace));
  }

  @Override
  public List<Tap> taps() {
    return denoiser.taps();
  }

  @Override
  public List<AttentionTap> attentionTaps() {
    return denoiser.attentionTaps();
  }
}
