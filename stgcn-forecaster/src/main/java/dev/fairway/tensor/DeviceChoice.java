package dev.fairway.tensor;

import ai.djl.Device;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process is asked to compute on: {@code cpu}, a GPU that has to be there, or a GPU if there
 * is one.
 *
 * @param gpu number of the GPU; empty: none
 * @param required false: the CPU will do where the GPU cannot be used
 */
public record DeviceChoice(Optional<Integer> gpu, boolean required) {

  public static final DeviceChoice CPU = new DeviceChoice(Optional.empty(), true);
  public static final DeviceChoice AUTO = new DeviceChoice(Optional.of(0), false);

  private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,3})");

  /**
   * @throws IllegalArgumentException if it is none of auto, cpu and gpu:N
   */
  public static DeviceChoice parse(String text) {
    Matcher numbered = GPU.matcher(text);
    if (numbered.matches()) {
      return new DeviceChoice(Optional.of(Integer.parseInt(numbered.group(1))), true);
    }
    return switch (text) {
      case "auto" -> AUTO;
      case "cpu" -> CPU;
      default ->
          throw new IllegalArgumentException(
              "Device '" + text + "' is none of auto, cpu and gpu:N, such as gpu:0");
    };
  }

  /**
   * @param problem why the GPU of a number cannot be used; empty if it can
   * @throws IllegalStateException if a GPU is required and cannot be used, with the problem
   */
  Device among(IntFunction<Optional<String>> problem) {
    if (gpu.isEmpty()) {
      return Device.cpu();
    }
    Optional<String> found = problem.apply(gpu.get());
    if (found.isEmpty()) {
      return Device.gpu(gpu.get());
    }
    if (required) {
      throw new IllegalStateException(
          "gpu:"
              + gpu.get()
              + " was asked for, but "
              + found.get()
              + "; --device cpu does without");
    }
    return Device.cpu();
  }
}
