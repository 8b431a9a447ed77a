package dev.fairway.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {

  @AfterEach
  void backToTheCpu() {
    TensorEngine.use(DeviceChoice.CPU);
  }

  @Test
  void aGpuIsTakenWhereItCanBeUsed() {
    assertThat(DeviceChoice.parse("auto").among(DeviceChoiceTest::oneGpu)).isEqualTo(Device.gpu(0));
    assertThat(DeviceChoice.parse("gpu:0").among(DeviceChoiceTest::oneGpu))
        .isEqualTo(Device.gpu(0));
    assertThat(DeviceChoice.parse("cpu").among(DeviceChoiceTest::oneGpu)).isEqualTo(Device.cpu());
  }

  @Test
  void aRequiredGpuThatIsAbsentIsRefusedAndAnOptionalOneIsDoneWithout() {
    assertThatThrownBy(() -> DeviceChoice.parse("gpu:1").among(DeviceChoiceTest::oneGpu))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("gpu:1", "there is no such GPU", "--device cpu");
    assertThat(DeviceChoice.AUTO.among(number -> Optional.of("none"))).isEqualTo(Device.cpu());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "gpu:", "gpu:x", "cuda", "", "GPU:0"})
  void otherWordsAreNoDevice(String text) {
    assertThatThrownBy(() -> DeviceChoice.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'" + text + "'", "auto, cpu and gpu:N");
  }

  /** Holds for the CPU build, which is what tests run on. */
  @Test
  void theCpuBuildSaysHowToBuildForCuda() {
    assertThatThrownBy(() -> TensorEngine.use(DeviceChoice.parse("gpu:0")))
        .hasMessageContainingAll("gpu:0", "for the CPU only", "mvn -Pcuda package");
    assertThat(TensorEngine.use(DeviceChoice.AUTO)).isEqualTo("cpu");
    try (NDManager root = TensorEngine.newRoot();
        NDArray one = root.ones(new Shape(1))) {
      assertThat(one.getDevice()).isEqualTo(Device.cpu());
    }
  }

  private static Optional<String> oneGpu(int number) {
    return number == 0 ? Optional.empty() : Optional.of("there is no such GPU");
  }
}
