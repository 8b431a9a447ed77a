package dev.fairway.diffusion.process;

/**
 * How much a noise level counts in the squared error of x0, in units of the squared error of what
 * the network predicts.
 */
public enum LossWeight {
  /** Every level alike: L_simple of Ho, Jain and Abbeel (2020, equation 14). */
  SIMPLE {
    @Override
    public double at(Level level, Parameterisation prediction) {
      return 1;
    }
  },

  /**
   * min(SNR, 5) on the error of x0 (Hang et al., Efficient Diffusion Training via Min-SNR
   * Weighting, 2023): min(SNR, 5) / SNR for epsilon, min(SNR, 5) / (SNR + 1) for v.
   */
  MIN_SNR_5 {
    @Override
    public double at(Level level, Parameterisation prediction) {
      double toClean = prediction.clean(level).second();
      return Math.min(level.snr(), 5) * toClean * toClean;
    }
  };

  /** Weight of the squared error of the prediction; finite where x0 can be computed from it. */
  public abstract double at(Level level, Parameterisation prediction);
}
