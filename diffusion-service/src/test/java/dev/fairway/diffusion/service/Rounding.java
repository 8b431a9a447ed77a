package dev.fairway.diffusion.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

/** Sums in 32-bit floats come in another order in another batch: up to 7e-7 was seen. */
final class Rounding {

  private static final float SHARE = 1e-5f;

  static void assertEqualButForRounding(List<Float> actual, List<Float> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      float most = SHARE * Math.max(1, Math.abs(expected.get(i)));
      assertThat(actual.get(i)).isCloseTo(expected.get(i), within(most));
    }
  }

  private Rounding() {}
}
