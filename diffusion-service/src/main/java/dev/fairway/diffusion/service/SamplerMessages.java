package dev.fairway.diffusion.service;

import dev.fairway.contract.v1.Sampler;
import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.diffusion.sample.SamplerKind;
import java.util.Arrays;
import java.util.List;

/** Samplers of the contract to samplers of the model, and back. */
final class SamplerMessages {

  /**
   * @param standard of a request that names none
   */
  static SamplerKind toKind(Sampler message, SamplerKind standard) {
    return switch (message) {
      case SAMPLER_UNSPECIFIED -> standard;
      case ANCESTRAL -> SamplerKind.ANCESTRAL;
      case DDIM -> SamplerKind.DDIM;
      case DPM_SOLVER -> SamplerKind.DPM_SOLVER;
      case HEUN -> SamplerKind.HEUN;
      case REVERSE_SDE -> SamplerKind.REVERSE_SDE;
      case CONSISTENCY -> SamplerKind.CONSISTENCY;
      case MEAN -> SamplerKind.MEAN;
      case UNRECOGNIZED -> throw WindowMessages.invalid("sampler: none of this version's");
    };
  }

  static Sampler toMessage(SamplerKind kind) {
    return switch (kind) {
      case ANCESTRAL -> Sampler.ANCESTRAL;
      case DDIM -> Sampler.DDIM;
      case DPM_SOLVER -> Sampler.DPM_SOLVER;
      case HEUN -> Sampler.HEUN;
      case REVERSE_SDE -> Sampler.REVERSE_SDE;
      case CONSISTENCY -> Sampler.CONSISTENCY;
      case MEAN -> Sampler.MEAN;
    };
  }

  /** Those that a request for the model may name. */
  static List<Sampler> suiting(DiffusionArchitecture architecture) {
    return Arrays.stream(SamplerKind.values())
        .filter(kind -> suits(kind, architecture))
        .map(SamplerMessages::toMessage)
        .toList();
  }

  private static boolean suits(SamplerKind kind, DiffusionArchitecture architecture) {
    try {
      kind.requireSuits(architecture.noise(), architecture.impute().evaluations());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private SamplerMessages() {}
}
