package dev.fairway.diffusion.train;

import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.diffusion.denoise.AdaptedShape;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.diffusion.denoise.SiteVectors;
import dev.fairway.diffusion.process.ConsistencyPrediction;
import java.util.List;
import java.util.Locale;

/**
 * What a model of another network learns of the one at hand. The sites' vectors are always learned:
 * they are what is not the same on two networks.
 */
public enum Adaptation {
  /** All weights. */
  FULL {
    @Override
    boolean learns(DenoiserShape shape, String name) {
      return true;
    }
  },

  /** The last block, and what comes after it. */
  LAST {
    @Override
    boolean learns(DenoiserShape shape, String name) {
      return startsWithOneOf(shape.lastLayers(), name);
    }
  },

  /** A small layer that is added to every block: {@link AdaptedShape}. */
  ADAPTERS {
    @Override
    DenoiserShape shape(DenoiserShape source) {
      return source instanceof AdaptedShape
          ? source
          : new AdaptedShape(source, Math.max(1, source.width() / NARROWER));
    }

    @Override
    boolean learns(DenoiserShape shape, String name) {
      return name.startsWith(AdaptedShape.ADAPTERS);
    }
  };

  /** By how much the inside of an adapter is narrower than the block it is added to. */
  private static final int NARROWER = 4;

  /** Of the model that is learned. */
  DenoiserShape shape(DenoiserShape source) {
    return source;
  }

  /** Whether the weights of this name are trained, which are not the sites' vectors. */
  abstract boolean learns(DenoiserShape shape, String name);

  /** What is trained of a model of this shape. */
  boolean trains(DenoiserShape shape, String name) {
    return SiteVectors.isNamed(name) || learns(shape, name);
  }

  /** The model is built as its source is, and trained as the settings say. */
  TrainingSettings settings(DiffusionArchitecture source, TrainingSettings settings) {
    if (source.noise().prediction() instanceof ConsistencyPrediction) {
      throw new IllegalArgumentException(
          "The source was distilled, and one step is all it knows: go on with its teacher");
    }
    return settings.builtAs(source, shape(source.denoiser()), source.noise(), source.impute());
  }

  /** As it is typed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean startsWithOneOf(List<String> beginnings, String name) {
    return beginnings.stream().anyMatch(name::startsWith);
  }
}
