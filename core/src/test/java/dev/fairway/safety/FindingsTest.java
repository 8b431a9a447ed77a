package dev.fairway.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static final Finding LONG = Finding.refusal("--long", 9, "it is too long", "8");
  private static final Finding SHORT = Finding.refusal("--short", 1, "it is too short", "2");
  private static final Finding OPEN = Finding.warning("--open", true, "all can read it", "false");

  private final List<String> told = new ArrayList<>();

  @Test
  void allRefusalsComeInOneAndWarningsBefore() {
    Findings findings = new Findings(List.of(LONG, OPEN)).and(new Findings(List.of(SHORT)));
    assertThatThrownBy(() -> findings.settle(told::add))
        .isInstanceOf(UnsafeSettingsException.class)
        .hasMessageContaining("--long = 9: it is too long; set 8")
        .hasMessageContaining("--short = 1: it is too short; set 2")
        .hasMessageNotContaining("--open");
    assertThat(told).containsExactly("--open = true: all can read it; set false");
  }

  @Test
  void warningsStopNothing() {
    new Findings(List.of(OPEN)).settle(told::add);
    assertThat(told).hasSize(1);
  }
}
