package dev.fairway.diffusion.service;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.TensorScope;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** One caller's evaluation of the denoiser, alone or as some rows of a batch. */
final class Turn {

  private final Denoiser denoiser;
  private final DenoiserInput input;
  private final Trace trace;
  private final Context caller = Context.current();
  private final CompletableFuture<NDArray> predicted = new CompletableFuture<>();

  Turn(Denoiser denoiser, DenoiserInput input, Trace trace) {
    this.denoiser = denoiser;
    this.input = input;
    this.trace = trace;
  }

  Trace trace() {
    return trace;
  }

  /** Waits for the batch; fails as it failed, or because the caller's own caller gave up. */
  NDArray await() {
    try {
      return predicted.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Whether nobody waits for this any more; it is over then. */
  boolean isAbandoned() {
    Optional<StatusRuntimeException> reason = CallGuard.abandoned(caller);
    reason.ifPresent(predicted::completeExceptionally);
    return reason.isPresent();
  }

  long cells() {
    return input.noisy().size();
  }

  private int rows() {
    return Math.toIntExact(input.noisy().getShape().get(0));
  }

  private NDManager home() {
    return input.noisy().getManager();
  }

  /**
   * Events are as many as each window has, and attention is laid out per denoiser: neither joins.
   */
  private boolean joins() {
    return input.events().isEmpty() && denoiser.attentionTaps().stream().noneMatch(trace::wants);
  }

  /**
   * Computes all of them as one batch, and lays everyone's rows where its inputs lie.
   *
   * @return lets the callers go on
   */
  static Runnable evaluate(List<Turn> batch) {
    try {
      boolean joined = batch.size() > 1 && batch.stream().allMatch(Turn::joins);
      List<NDArray> results =
          GradientMode.off(
              () -> joined ? together(batch) : batch.stream().map(Turn::alone).toList());
      return () -> {
        for (int i = 0; i < batch.size(); i++) {
          batch.get(i).predicted.complete(results.get(i));
        }
      };
    } catch (RuntimeException | Error e) {
      return () -> batch.forEach(turn -> turn.predicted.completeExceptionally(e));
    }
  }

  private NDArray alone() {
    return denoiser.forward(input, trace);
  }

  private static List<NDArray> together(List<Turn> batch) {
    Turn first = batch.get(0);
    try (TensorScope scope = new TensorScope(first.home())) {
      DenoiserInput all =
          new DenoiserInput(
              joined(scope, batch, DenoiserInput::noisy),
              joined(scope, batch, DenoiserInput::given),
              joined(scope, batch, DenoiserInput::mask),
              joined(scope, batch, DenoiserInput::context));
      return apart(first.denoiser.forward(all, BatchTrace.of(batch)), batch);
    }
  }

  private static NDArray joined(
      TensorScope scope, List<Turn> batch, Function<DenoiserInput, NDArray> part) {
    NDArray[] parts = batch.stream().map(turn -> part.apply(turn.input)).toArray(NDArray[]::new);
    NDArray joined = Ops.concat(0, parts[0], Arrays.copyOfRange(parts, 1, parts.length));
    joined.attach(scope.manager());
    return joined;
  }

  /** Everyone's rows, each owned by the manager of its caller's inputs. */
  static List<NDArray> apart(NDArray all, List<Turn> batch) {
    long[] starts = new long[batch.size() - 1];
    long start = 0;
    for (int i = 0; i < starts.length; i++) {
      start += batch.get(i).rows();
      starts[i] = start;
    }
    NDList parts = all.split(starts, 0);
    List<NDArray> rows = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      parts.get(i).attach(batch.get(i).home());
      rows.add(parts.get(i));
    }
    return rows;
  }
}
