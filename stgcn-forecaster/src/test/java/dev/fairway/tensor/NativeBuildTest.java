package dev.fairway.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeBuildTest {

  @Test
  void aBuildForCudaNeedsAGpuAndSaysSo() {
    assertThat(NativeBuild.problem("cu124", () -> false))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("cu124", "libcudart", "without -Pcuda"));
    assertThat(NativeBuild.problem("cu124", () -> true)).isEmpty();
  }

  @Test
  void theUsualBuildRunsAnywhere() {
    assertThat(NativeBuild.problem("cpu", () -> false)).isEmpty();
    // What tests run on: a wrong name of the file would make every build look usual.
    assertThat(NativeBuild.class.getResource("/native/lib/pytorch.properties")).isNotNull();
    assertThat(NativeBuild.flavor()).startsWith("cpu");
  }
}
