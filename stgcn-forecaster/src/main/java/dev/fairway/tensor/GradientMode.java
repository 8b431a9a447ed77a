package dev.fairway.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Whether operations of this thread are recorded for a gradient. The mode belongs to the thread and
 * is on in every new one, so inference always runs within {@code off}.
 *
 * <p>Unlike DJL's gradient collector, of which a process may hold only one, any number of threads
 * may have their mode on.
 */
public final class GradientMode {

  private GradientMode() {}

  /** Computes with recording; afterwards the mode is what it was. */
  public static <T> T on(Supplier<T> computation) {
    return with(true, computation);
  }

  /** Computes without recording; afterwards the mode is what it was. */
  public static <T> T off(Supplier<T> computation) {
    return with(false, computation);
  }

  /** As {@link #off(Supplier)}, without a result. */
  public static void runOff(Runnable computation) {
    with(
        false,
        () -> {
          computation.run();
          return computation;
        });
  }

  private static <T> T with(boolean recorded, Supplier<T> computation) {
    TensorEngine.engine();
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(recorded);
    try {
      return computation.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
