package dev.fairway.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaultKindTest {

  @Test
  void faultsAreAskedForByName() {
    assertThat(FaultKind.parse("job, broker-kill"))
        .containsExactly(FaultKind.JOB, FaultKind.BROKER_KILL);
    assertThat(FaultKind.parse("all")).containsExactly(FaultKind.values());
  }

  @Test
  void aFaultThatThereIsNotIsToldWithThoseThatThereAre() {
    assertThatThrownBy(() -> FaultKind.parse("job,meteor"))
        .hasMessageContaining("'meteor'")
        .hasMessageContaining("diffusion-hang");
  }
}
