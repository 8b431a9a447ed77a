package dev.fairway.diffusion;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.diffusion.guide.ClassifierFreeGuidance;
import dev.fairway.diffusion.latent.SpaceShape;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.sample.SamplerKind;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What a diffusion model's card says of how it is built and how it is meant to be asked. Its JSON
 * form is its components.
 *
 * @param space where windows are denoised; {@link SpaceShape#CELLS} where a card, of the time
 *     before there were others, does not say
 * @param steps intervals in a window
 */
public record DiffusionArchitecture(
    SpaceShape space,
    DenoiserShape denoiser,
    int steps,
    NoisePlan noise,
    EncodePlan encode,
    ImputePlan impute) {

  /**
   * @throws IllegalArgumentException if the sampler cannot work with the process, or there are no
   *     steps
   */
  public DiffusionArchitecture {
    space = Objects.requireNonNullElse(space, SpaceShape.CELLS);
    Objects.requireNonNull(denoiser, "denoiser");
    Objects.requireNonNull(encode, "encode");
    if (steps < 1) {
      throw new IllegalArgumentException("Windows of " + steps + " steps");
    }
    impute.sampler().of(noise.process(), impute.evaluations());
  }

  /** The same model, read elsewhere. */
  public DiffusionArchitecture with(EncodePlan other) {
    return new DiffusionArchitecture(space, denoiser, steps, noise, other, impute);
  }

  /** Of a model that denoises the cells themselves. */
  public DiffusionArchitecture(
      DenoiserShape denoiser, int steps, NoisePlan noise, EncodePlan encode, ImputePlan impute) {
    this(SpaceShape.CELLS, denoiser, steps, noise, encode, impute);
  }

  /**
   * Where the representation is read.
   *
   * @param noiseLevel diffusion time, in (0, 1)
   * @param taps by number in the denoiser; what they give is joined in this order. A card of the
   *     time before there could be several names one, as tap
   */
  public record EncodePlan(
      double noiseLevel,
      @JsonAlias("tap") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<Integer> taps) {

    public EncodePlan {
      if (taps == null || taps.isEmpty() || new HashSet<>(taps).size() < taps.size()) {
        throw new IllegalArgumentException("Taps " + taps + " are none, or name one twice");
      }
      taps = List.copyOf(taps);
      if (!(noiseLevel > 0 && noiseLevel < 1)) {
        throw new IllegalArgumentException("Noise level " + noiseLevel + " is not in (0, 1)");
      }
    }

    /** At one tap. */
    public EncodePlan(double noiseLevel, int tap) {
      this(noiseLevel, List.of(tap));
    }
  }

  /**
   * How much work a filled window is worth.
   *
   * @param evaluations of the denoiser, at most; each is two where the guidance is neither 0 nor 1
   * @param samples whose mean is the answer
   * @param guidance weight of what is told beside the cells, see {@link ClassifierFreeGuidance}; 1
   *     where a card, of the time before there was guidance, does not say
   */
  public record ImputePlan(SamplerKind sampler, int evaluations, int samples, Double guidance) {

    /** A plan of times is made of them, whoever asked. */
    private static final int MOST_EVALUATIONS = 100_000;

    public ImputePlan {
      Objects.requireNonNull(sampler, "sampler");
      guidance = Objects.requireNonNullElse(guidance, 1.0);
      if (!(guidance >= 0 && guidance < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Guidance weight " + guidance + " is negative or infinite");
      }
      if (evaluations < 1 || samples < 1 || evaluations > MOST_EVALUATIONS) {
        throw new IllegalArgumentException(
            "%d evaluations, of 1 to %d, for %d samples, at least 1"
                .formatted(evaluations, MOST_EVALUATIONS, samples));
      }
    }

    /** Without guidance: clock and events are told, and that is all. */
    public ImputePlan(SamplerKind sampler, int evaluations, int samples) {
      this(sampler, evaluations, samples, 1.0);
    }

    /** The same sampler and guidance, for another amount of work. */
    public ImputePlan with(int otherEvaluations, int otherSamples) {
      return new ImputePlan(sampler, otherEvaluations, otherSamples, guidance);
    }
  }
}
