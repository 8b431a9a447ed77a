package dev.fairway.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
  void theLoopbackAddressIsSafe(String host) {
    assertThat(AddressRules.of("--host", host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void anAddressThatOthersReachIsTold(String host) {
    assertThat(AddressRules.of("--host", host))
        .singleElement()
        .matches(one -> !one.isRefusal())
        .asString()
        .contains("--host = " + host, "there is no login", "set 127.0.0.1");
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    assertThat(AddressRules.of("--host", "no such host"))
        .singleElement()
        .matches(Finding::isRefusal)
        .asString()
        .contains("--host = no such host");
  }
}
