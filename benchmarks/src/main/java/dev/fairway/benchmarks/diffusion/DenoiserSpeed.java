package dev.fairway.benchmarks.diffusion;

import dev.fairway.benchmarks.peer.PeerBench;
import dev.fairway.benchmarks.peer.Python;
import dev.fairway.benchmarks.speed.Parity;
import dev.fairway.benchmarks.speed.ResidentMemory;
import dev.fairway.benchmarks.speed.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Our graph-temporal U-Net beside the PyTorch one: the same weights and the same batch, turn by
 * turn in one run, after a check that both compute the same.
 *
 * @param work for what is exchanged
 */
public record DenoiserSpeed(DenoiserTrial ours, int threads, Path work, Consumer<String> news) {

  private static final int STEPS_PER_ROUND = 4;
  private static final int EVALUATIONS_PER_ROUND = 20;
  private static final int MEMORY_REPORTS = 10;

  /**
   * @param python empty for our own times only
   * @param rounds that are timed; one more, the first, is not
   * @return whether both sides computed the same
   */
  public boolean run(Optional<Python> python, int rounds) throws IOException {
    news.accept("U-Net of %d learned numbers, %d threads".formatted(ours.size(), threads));
    if (python.isEmpty()) {
      double[] steps = new double[rounds];
      double[] evaluations = new double[rounds];
      for (int round = -1; round < rounds; round++) {
        steps[Math.max(0, round)] = Times.median(timed(STEPS_PER_ROUND, ours::train));
        evaluations[Math.max(0, round)] =
            Times.median(timed(EVALUATIONS_PER_ROUND, ours::evaluate));
      }
      news.accept(
          "training step: ours %.2f ms; one evaluation: ours %.2f ms (no peer to compare with)"
              .formatted(1e3 * Times.median(steps), 1e3 * Times.median(evaluations)));
      return true;
    }
    Path batch = Files.createDirectories(work).resolve("denoiser-batch.safetensors");
    Files.write(batch, ours.batchFile());
    try (PeerBench peer =
        PeerBench.unet(
            python.get(),
            batch,
            threads,
            DenoiserTrial.LEARNING_RATE,
            DenoiserTrial.LARGEST_NORM,
            work)) {
      peer.load(ours.weights());
      DenoiserTrial.Check check = ours.check();
      Parity parity = Parity.of(check.output(), check.gradients(), peer.check());
      news.accept(
          "same weights, same batch: outputs differ by %.1e, gradients by %.1e (%s) of the largest"
              .formatted(parity.output(), parity.gradient(), parity.worst()));
      if (!parity.holds()) {
        news.accept("These are not the same network: no times are taken.");
        return false;
      }
      compare("training step", rounds, STEPS_PER_ROUND, ours::train, peer::train);
      compare("one evaluation", rounds, EVALUATIONS_PER_ROUND, ours::evaluate, peer::infer);
      return true;
    }
  }

  @FunctionalInterface
  private interface PeerRound {
    double[] seconds(int count) throws IOException;
  }

  private void compare(String what, int rounds, int perRound, Supplier<Object> our, PeerRound their)
      throws IOException {
    double[] mine = new double[rounds];
    double[] its = new double[rounds];
    for (int round = -1; round < rounds; round++) {
      double[] ourSeconds = timed(perRound, our);
      double[] theirSeconds = their.seconds(perRound);
      if (round >= 0) {
        mine[round] = Times.median(ourSeconds);
        its[round] = Times.median(theirSeconds);
      }
    }
    Times.Ratio ratio = new Times(mine).to(new Times(its));
    news.accept(
        "%s: ours %.2f ms, PyTorch %.2f ms: %.2f times PyTorch's time (quartiles of the rounds %.2f to %.2f)"
            .formatted(
                what,
                1e3 * Times.median(mine),
                1e3 * Times.median(its),
                ratio.median(),
                ratio.lower(),
                ratio.upper()));
  }

  private static double[] timed(int count, Supplier<Object> work) {
    double[] seconds = new double[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      Object result = work.get();
      seconds[i] = (System.nanoTime() - start) / 1e9;
      if (result == null) {
        throw new IllegalStateException("Nothing was computed");
      }
    }
    return seconds;
  }

  /** Resident memory and native arrays over many training steps. */
  public void watchMemory(int steps) throws IOException {
    int stretch = Math.max(1, steps / MEMORY_REPORTS);
    for (int done = 0; done < steps; ) {
      int now = Math.min(stretch, steps - done);
      for (int i = 0; i < now; i++) {
        ours.train();
      }
      done += now;
      news.accept(
          "after %d steps: %d MB resident, %d native arrays"
              .formatted(done, ResidentMemory.now() >> 20, ours.heldArrays()));
    }
  }
}
