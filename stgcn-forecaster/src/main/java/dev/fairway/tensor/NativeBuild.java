package dev.fairway.tensor;

import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;

/** What the native library on the class path is built for, and whether it can be loaded here. */
final class NativeBuild {

  private static final Optional<String> PROBLEM = problem(flavor(), CudaUtils::hasCuda);

  /** Without this the engine would look for another library on the internet, and not find one. */
  static void requireUsable() {
    if (PROBLEM.isPresent()) {
      throw new IllegalStateException(PROBLEM.get());
    }
  }

  /**
   * @param flavor cpu, or cu and a version of CUDA
   * @param gpu whether there is a GPU with a driver and the CUDA runtime
   */
  static Optional<String> problem(String flavor, BooleanSupplier gpu) {
    if (!flavor.startsWith("cu") || gpu.getAsBoolean()) {
      return Optional.empty();
    }
    return Optional.of(
        "this build is for NVIDIA GPUs ("
            + flavor
            + "), and none can be used here: it needs the driver and the CUDA runtime (libcudart);"
            + " the build without -Pcuda computes on the CPU");
  }

  /** As the library's own file says; cpu where there is none, as the engine then has its say. */
  static String flavor() {
    try (InputStream file =
        NativeBuild.class.getResourceAsStream("/native/lib/pytorch.properties")) {
      Properties properties = new Properties();
      if (file != null) {
        properties.load(file);
      }
      return properties.getProperty("flavor", "cpu");
    } catch (IOException e) {
      throw new UncheckedIOException("The native library's description cannot be read", e);
    }
  }

  private NativeBuild() {}
}
