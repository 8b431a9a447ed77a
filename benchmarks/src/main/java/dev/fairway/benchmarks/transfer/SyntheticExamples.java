package dev.fairway.benchmarks.transfer;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.augment.AugmentPlan;
import dev.fairway.diffusion.augment.Augmentation;
import dev.fairway.diffusion.augment.Dimension;
import dev.fairway.diffusion.augment.DrawReport;
import dev.fairway.diffusion.augment.SyntheticWindows;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.augment.SyntheticPool;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Examples that a diffusion model draws, checked as the product checks them. */
final class SyntheticExamples {

  private static final int TRIES = 8;

  /**
   * @param model of windows as long as input and target together
   * @param maker what the model is, for provenance
   * @param count windows, at most: what is rejected each time is given up
   * @param representation of a drawn input, where an encoder takes part
   */
  static SyntheticPool draw(
      DiffusionModel model,
      String maker,
      ThinTask task,
      int inputSteps,
      int count,
      Optional<Function<TrafficWindow, float[]>> representation,
      long seed,
      Consumer<String> news) {
    int steps = model.architecture().steps();
    Augmentation made =
        SyntheticWindows.draw(
            model, task.series(), task.split(), plan(task, steps, count), seed, (done, all) -> {});
    DrawReport drawn = made.report().drawn();
    news.accept(
        String.format(
            Locale.ROOT,
            "%,d windows wanted, %,d drawn, %,d accepted; rejected %s",
            drawn.wanted(),
            drawn.candidates(),
            drawn.made(),
            drawn.rejected()));
    return SyntheticPool.of(
        made.windows(),
        inputSteps,
        steps - inputSteps,
        HoleFiller.seasonal(task.training()),
        representation,
        maker);
  }

  /**
   * Every hour of every weekday lacks as much as is to be drawn for all, so the windows are spread
   * over the week, at any minute, and what is thin gets more.
   */
  private static AugmentPlan plan(ThinTask task, int steps, int count) {
    double measured = task.split().train().steps() / (double) steps;
    return new AugmentPlan(
        List.of(Dimension.HOUR, Dimension.WEEKDAY), 1 + count / measured, count, TRIES);
  }

  private SyntheticExamples() {}
}
