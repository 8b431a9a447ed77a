package dev.fairway.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The one way to the native tensor engine. Starting it downloads nothing and calls nobody: the
 * native library comes from the class path and is unpacked once into the user's cache directory.
 *
 * <p>Properties that are already set are respected: {@code DJL_CACHE_DIR}, {@code ai.djl.offline},
 * {@code OPT_OUT_TRACKING}.
 */
public final class TensorEngine {

  private static final String NAME = "PyTorch";

  private static volatile Device device = Device.cpu();

  private TensorEngine() {}

  /**
   * Everything that hangs on a root made from now on lies and is computed on this device: the CPU,
   * unless this is called. A process calls it once, before it opens a model.
   *
   * @return the device it is: cpu or gpu:N
   * @throws IllegalStateException if the choice requires a GPU that cannot be used; it says why
   */
  public static String use(DeviceChoice choice) {
    device = choice.among(TensorEngine::gpuProblem);
    return device();
  }

  /** Where tensors lie and are computed: cpu or gpu:N. */
  public static String device() {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  /** The manager everything of one model or one run hangs on; the caller closes it. */
  public static NDManager newRoot() {
    return engine().newBaseManager(device);
  }

  /**
   * Threads within one operation, for the whole process. A server is faster with 1 and several
   * callers, a trainer with one per core.
   */
  public static void setThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("Tensor threads: " + threads + ", at least 1 is needed");
    }
    engine();
    JniUtils.setNumThreads(threads);
  }

  static Engine engine() {
    NativeBuild.requireUsable();
    return Started.ENGINE;
  }

  /** Tried rather than looked up: what counts is whether the native library can compute there. */
  private static Optional<String> gpuProblem(int number) {
    String library = "the native library, PyTorch " + engine().getVersion() + ", ";
    if (!engine().hasCapability(StandardCapabilities.CUDA)) {
      return Optional.of(library + "is built for the CPU only; mvn -Pcuda package builds for CUDA");
    }
    try (NDManager there = engine().newBaseManager(Device.gpu(number));
        NDArray one = there.ones(new Shape(1))) {
      one.toFloatArray();
      return Optional.empty();
    } catch (EngineException e) {
      return Optional.of(library + "cannot use it: " + e.getMessage());
    }
  }

  private static final class Started {
    static final Engine ENGINE = start();

    private static Engine start() {
      setDefault("ai.djl.offline", "true");
      setDefault("OPT_OUT_TRACKING", "true");
      setDefault("ai.djl.pytorch.num_interop_threads", "1");
      if (System.getenv("DJL_CACHE_DIR") == null) {
        setDefault("DJL_CACHE_DIR", cache().toString());
      }
      return Engine.getEngine(NAME);
    }

    private static Path cache() {
      String caches = System.getenv("XDG_CACHE_HOME");
      return (caches == null || caches.isBlank()
              ? Path.of(System.getProperty("user.home"), ".cache")
              : Path.of(caches))
          .resolve("fairway")
          .resolve("djl");
    }

    private static void setDefault(String key, String value) {
      if (System.getProperty(key) == null) {
        System.setProperty(key, value);
      }
    }
  }
}
