package dev.fairway.diffusion.denoise;

/** A number as sines and cosines of falling frequencies (Vaswani et al. 2017). */
final class Sinusoids {

  private static final double LONGEST_PERIOD = 10_000;

  private Sinusoids() {}

  /** {@code [width]}: sines, then as many cosines. */
  static float[] of(double position, int width) {
    float[] sinusoids = new float[width];
    int frequencies = width / 2;
    for (int i = 0; i < frequencies; i++) {
      double angle = position * Math.pow(LONGEST_PERIOD, -i / (double) frequencies);
      sinusoids[i] = (float) Math.sin(angle);
      sinusoids[frequencies + i] = (float) Math.cos(angle);
    }
    return sinusoids;
  }

  /** {@code [positions, width]}, packed: those of 0, 1, 2... */
  static float[] table(int positions, int width) {
    float[] table = new float[positions * width];
    for (int p = 0; p < positions; p++) {
      System.arraycopy(of(p, width), 0, table, p * width, width);
    }
    return table;
  }
}
