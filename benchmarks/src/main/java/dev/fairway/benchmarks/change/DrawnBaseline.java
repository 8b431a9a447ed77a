package dev.fairway.benchmarks.change;

import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.Pace;
import dev.fairway.benchmarks.accuracy.Scoring;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.own.Baseline;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A baseline fitted to all sites, the drawn ones too, and scored at both groups. */
final class DrawnBaseline implements Contender {

  private final Baseline baseline;
  private final double share;

  DrawnBaseline(Baseline baseline, double share) {
    this.baseline = baseline;
    this.share = share;
  }

  @Override
  public String name() {
    return baseline.label();
  }

  @Override
  public boolean peer() {
    return false;
  }

  @Override
  public String configuration() {
    return "share %s of the sites drawn, baseline".formatted(share);
  }

  /** Not by steps; but the seed draws the sites that are scored. */
  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public Pace measure(Task task, TrainingBudget budget, Path work) {
    return Pace.INSTANT;
  }

  @Override
  public Outcome run(
      Task task, TrainingBudget budget, long seed, Path work, Consumer<String> news) {
    SiteDraw draw = SiteDraw.of(task, share, seed);
    return new Outcome(
        0, 0, Scoring.of(task, baseline.fit(task), List.of(draw.others(), draw.drawn())));
  }
}
