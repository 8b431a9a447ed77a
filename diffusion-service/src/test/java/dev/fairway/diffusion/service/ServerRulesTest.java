package dev.fairway.diffusion.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.safety.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerRulesTest {

  private static final Duration END = Duration.ofSeconds(60);

  @Test
  void theUsualIsSafe() {
    assertThat(ServerRules.of(ServerSettings.onLoopback(0), 1, END).all()).isEmpty();
  }

  @Test
  void everythingThatIsUnsafeIsToldAtOnce() {
    ServerSettings settings =
        new ServerSettings(
            "0.0.0.0", 0, new Together(2, 1000), 1, ServiceLimits.DEFAULT, END, false);
    assertThat(ServerRules.of(settings, 3, END).all())
        .satisfiesExactly(
            one -> assertWarning(one, "--host = 0.0.0.0", "there is no login"),
            one -> {
              assertThat(one.isRefusal()).isTrue();
              assertThat(one.toString()).contains("--drain = PT1M", "ends after PT1M");
            },
            one -> assertWarning(one, "--together = 2", "of 3 workers"));
  }

  private static void assertWarning(Finding one, String... texts) {
    assertThat(one.isRefusal()).isFalse();
    assertThat(one.toString()).contains(texts);
  }
}
