package dev.fairway.diffusion.train;

import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.LearningRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/**
 * Steps, with a look at the validation loss and a checkpoint now and then, until the budget is used
 * up or nothing gets better.
 *
 * <p>Every step draws from a source of its own, made from the seed and the step's number, so a
 * training that is taken up from a checkpoint goes on as if it had not stopped.
 */
record TrainingLoop(
    TrainingSettings.Optimisation optimisation,
    TrainingSettings.Budget budget,
    long seed,
    Clock clock) {

  private static final double WARM_UP = 0.05;

  /** Share of the time in which the pace is not known yet. */
  private static final double SETTLING = 0.1;

  private static final long STEP_STRIDE = 0x9E3779B97F4A7C15L;
  private static final String STEP = "step";

  /**
   * @param checkpoint to go on from, if the file is there, and to leave behind
   */
  BestWeights run(TrainingRun<?> run, Optional<Path> checkpoint, TrainingListener listener)
      throws IOException {
    LearningRate rate = LearningRate.cosine(optimisation.peakRate(), WARM_UP);
    Instant begin = clock.instant();
    int step = 0;
    BestWeights best = new BestWeights();
    if (checkpoint.isPresent() && Files.exists(checkpoint.get())) {
      Map<String, HostTensor> saved = run.restore(Files.readAllBytes(checkpoint.get()));
      best = BestWeights.restored(saved);
      step = (int) saved.get(STEP).values()[0];
    } else {
      best.look(run.validate(), run.averagedWeights());
    }
    double first = share(step, begin);
    double sum = 0;
    int since = 0;
    while (best.looksSince() < budget.patience() && share(step, begin) < 1) {
      double share = share(step, begin);
      try {
        listener.stepping(share, remaining(first, share, begin));
      } catch (CancellationException e) {
        if (checkpoint.isPresent()) {
          save(run, best, step, checkpoint.get());
        }
        throw e;
      }
      RandomGenerator random = GaussianNoise.source(seed + STEP_STRIDE * (step + 1));
      sum += run.learn(rate.at(share), random);
      since++;
      step++;
      if (step % budget.validateEvery() == 0 || step == budget.steps()) {
        best.look(run.validate(), run.averagedWeights());
        listener.looked(new TrainingProgress(step, budget.steps(), sum / since, best.latest()));
        sum = 0;
        since = 0;
        if (checkpoint.isPresent()) {
          save(run, best, step, checkpoint.get());
        }
      }
    }
    if (since > 0) {
      best.look(run.validate(), run.averagedWeights());
      listener.looked(new TrainingProgress(step, budget.steps(), sum / since, best.latest()));
    }
    return best;
  }

  /**
   * Whichever limit is the tighter one says how far the training has come. While little of the time
   * is gone, steps alone say it: a process that has just begun is slow, and were time to count
   * then, the first learning rates, and with them all weights, would depend on the clock.
   */
  private double share(int step, Instant begin) {
    double steps = step / (double) budget.steps();
    double time =
        Duration.between(begin, clock.instant()).toNanos() / (double) budget.longest().toNanos();
    return time < SETTLING ? steps : Math.max(steps, time);
  }

  private Duration remaining(double first, double share, Instant begin) {
    Duration elapsed = Duration.between(begin, clock.instant());
    return share > first
        ? Duration.ofMillis((long) (elapsed.toMillis() * (1 - share) / (share - first)))
        : budget.longest();
  }

  private static void save(TrainingRun<?> run, BestWeights best, int step, Path file)
      throws IOException {
    Map<String, HostTensor> more = new TreeMap<>(best.state());
    more.put(STEP, new HostTensor(new long[] {1}, new float[] {step}));
    Files.createDirectories(file.getParent());
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, run.save(more));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
