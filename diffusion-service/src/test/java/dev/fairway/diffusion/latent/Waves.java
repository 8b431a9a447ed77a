package dev.fairway.diffusion.latent;

import java.util.Arrays;
import java.util.Random;

/** Smooth windows: waves round a ring of six, at any phase and height, in two channels. */
final class Waves {

  static final int SITES = 6;
  static final int CHANNELS = 2;
  static final int STEPS = 12;

  /** {@code [windows, C, T, N]}, packed; about unit variance. */
  static float[] draw(int windows, Random random) {
    float[] cells = new float[windows * CHANNELS * STEPS * SITES];
    for (int b = 0; b < windows; b++) {
      double phase = random.nextDouble();
      double height = 1 + 0.5 * random.nextDouble();
      for (int c = 0; c < CHANNELS; c++) {
        for (int t = 0; t < STEPS; t++) {
          for (int n = 0; n < SITES; n++) {
            double angle = 2 * Math.PI * (phase + n / (double) SITES - t / 24.0);
            cells[((b * CHANNELS + c) * STEPS + t) * SITES + n] =
                (float) (height * (c == 0 ? Math.sin(angle) : -Math.cos(angle)));
          }
        }
      }
    }
    return cells;
  }

  static long[] shape(int windows) {
    return new long[] {windows, CHANNELS, STEPS, SITES};
  }

  static float[] ones(int windows) {
    float[] ones = new float[windows * CHANNELS * STEPS * SITES];
    Arrays.fill(ones, 1);
    return ones;
  }

  private Waves() {}
}
