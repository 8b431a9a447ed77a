package dev.fairway.benchmarks.scale;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.DiTShape;
import dev.fairway.diffusion.denoise.DiTShape.NodeAttention;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an evaluation of a diffusion transformer costs in networks of growing size, by whom a node
 * attends to: one window of 12 steps, patches of 3, two blocks of width 32. Times are those of the
 * processor, on one thread, so that a busy machine does not lengthen them.
 */
public final class AttentionCost {

  private static final int STEPS = 12;
  private static final int EVALUATIONS = 5;

  private AttentionCost() {}

  public static void measure(
      List<NodeAttention> kinds, List<Integer> sizes, Consumer<String> news) {
    TensorEngine.setThreads(1);
    for (NodeAttention kind : kinds) {
      double[] seconds = new double[sizes.size()];
      for (int i = 0; i < seconds.length; i++) {
        seconds[i] = seconds(kind, sizes.get(i));
        news.accept("%s, %d sites: %.4f s".formatted(kind, sizes.get(i), seconds[i]));
      }
      if (seconds.length > 1) {
        double[] sites = sizes.stream().mapToDouble(Integer::doubleValue).toArray();
        news.accept("%s: exponent in sites %.2f".formatted(kind, Growth.exponent(sites, seconds)));
      }
    }
  }

  /** Median of some evaluations, after one that does not count. */
  private static double seconds(NodeAttention kind, int sites) {
    try (NDManager root = TensorEngine.newRoot()) {
      Denoiser net =
          new DiTShape(32, 2, 4, 3, 0, kind, Conditioning.PLAIN)
              .denoiser(root, new Parameters(root, 1), 1, GridTown.measured(sites, 1).network());
      double[] seconds = new double[EVALUATIONS];
      for (int i = -1; i < EVALUATIONS; i++) {
        long before = cpuNanos();
        GradientMode.runOff(() -> evaluate(root, net, sites));
        seconds[Math.max(0, i)] = (cpuNanos() - before) / 1e9;
      }
      Arrays.sort(seconds);
      return seconds[EVALUATIONS / 2];
    }
  }

  private static void evaluate(NDManager root, Denoiser net, int sites) {
    try (TensorScope scope = new TensorScope(root)) {
      NDArray ones = scope.manager().ones(new Shape(1, 1, STEPS, sites));
      NDArray nothing = scope.manager().zeros(ones.getShape());
      NDArray context = scope.manager().ones(new Shape(1, StepContext.FEATURES));
      float[] predicted =
          net.forward(new DenoiserInput(ones, nothing, nothing, context), Trace.NONE)
              .toFloatArray();
      if (predicted.length != STEPS * sites) {
        throw new IllegalStateException(predicted.length + " cells came back");
      }
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
