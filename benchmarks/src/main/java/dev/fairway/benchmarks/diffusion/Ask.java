package dev.fairway.benchmarks.diffusion;

import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.sample.SamplerKind;
import java.util.Locale;

/** A sampler and how often it asks the denoiser: {@code ddim:10}. */
public record Ask(SamplerKind sampler, int evaluations) {

  /** Reads what {@link #toString} writes. */
  public static Ask parse(String words) {
    int colon = words.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(words + " is no SAMPLER:EVALUATIONS, as in ddim:10");
    }
    for (SamplerKind kind : SamplerKind.values()) {
      if (name(kind).equals(words.substring(0, colon))) {
        return new Ask(kind, Integer.parseInt(words.substring(colon + 1)));
      }
    }
    throw new IllegalArgumentException("There is no sampler " + words.substring(0, colon));
  }

  ImputePlan plan(int samples) {
    return new ImputePlan(sampler, evaluations, samples);
  }

  private static String name(SamplerKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return name(sampler) + ":" + evaluations;
  }
}
