package dev.fairway.diffusion.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.diffusion.process.ConsistencyPrediction;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.process.TimeGrid;
import java.util.Arrays;

/** Which sampler: what a model card and a request say of it. */
public enum SamplerKind {
  /** {@link AncestralSampler} with the posterior's variance. */
  @JsonProperty("ancestral")
  ANCESTRAL {
    @Override
    Sampler on(TimeGrid grid) {
      return new AncestralSampler(grid, 0);
    }
  },

  /** {@link DdimSampler} without chance. */
  @JsonProperty("ddim")
  DDIM {
    @Override
    Sampler on(TimeGrid grid) {
      return new DdimSampler(grid, 0);
    }
  },

  /** {@link DpmSolver}. */
  @JsonProperty("dpm-solver++")
  DPM_SOLVER {
    @Override
    Sampler on(TimeGrid grid) {
      return new DpmSolver(grid);
    }
  },

  /** {@link HeunSampler} without churn. An even number of evaluations leaves one out. */
  @JsonProperty("heun")
  HEUN {
    @Override
    Sampler on(TimeGrid grid) {
      return new HeunSampler(grid, 0);
    }

    @Override
    int steps(int evaluations) {
      return (evaluations + 1) / 2;
    }
  },

  /** {@link ReverseSdeSampler}. */
  @JsonProperty("reverse-sde")
  REVERSE_SDE {
    @Override
    Sampler on(TimeGrid grid) {
      return new ReverseSdeSampler(grid);
    }
  },

  /** {@link ConsistencySampler}. */
  @JsonProperty("consistency")
  CONSISTENCY {
    @Override
    Sampler on(TimeGrid grid) {
      return new ConsistencySampler(grid);
    }

    /** At the earliest time the estimate is what came in: asking there would be for nothing. */
    @Override
    public Sampler of(NoiseProcess process, int evaluations) {
      TimeGrid grid = TimeGrid.of(process, evaluations);
      if (grid.time(grid.last()) > process.earliest() || evaluations == process.mostSteps()) {
        return on(grid);
      }
      double[] times = Arrays.copyOf(process.times(evaluations + 1), evaluations);
      return on(new TimeGrid(process, times));
    }

    @Override
    public void requireSuits(NoisePlan noise, int evaluations) {
      super.requireSuits(noise, evaluations);
      if (!(noise.prediction() instanceof ConsistencyPrediction)) {
        throw new IllegalArgumentException(
            "the model predicts "
                + noise.prediction()
                + ": its estimate is not the end of the path, as consistency sampling needs");
      }
    }
  },

  /** {@link MeanSampler}: it asks once, however often it might. */
  @JsonProperty("mean")
  MEAN {
    @Override
    Sampler on(TimeGrid grid) {
      return new MeanSampler(grid);
    }

    @Override
    int steps(int evaluations) {
      return 1;
    }

    @Override
    public void requireSuits(NoisePlan noise, int evaluations) {
      super.requireSuits(noise, evaluations);
      if (!noise.tellsMeanAtLatest()) {
        throw new IllegalArgumentException(
            "the model predicts " + noise.prediction() + ", which says no mean at the latest time");
      }
    }
  };

  /** A sampler that asks the denoiser no more than so often, at the process's own times. */
  public Sampler of(NoiseProcess process, int evaluations) {
    return on(TimeGrid.of(process, steps(evaluations)));
  }

  /**
   * @throws IllegalArgumentException if this does not sample from a model of such noise; it says
   *     why
   */
  public void requireSuits(NoisePlan noise, int evaluations) {
    Sampler unused = of(noise.process(), evaluations);
  }

  abstract Sampler on(TimeGrid grid);

  int steps(int evaluations) {
    return evaluations;
  }
}
