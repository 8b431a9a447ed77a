package dev.fairway.benchmarks.change;

import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.Pace;
import dev.fairway.benchmarks.accuracy.Scoring;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.own.Baseline;
import dev.fairway.benchmarks.own.ServedBundle;
import dev.fairway.benchmarks.own.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A model that serves a network which has changed, without being trained again. All are scored at
 * the same cells of the whole network: those of the drawn sites, and those of the others.
 *
 * <pre>
 * training ─┬─► all sites ──────► NONE, GONE, SILENT
 *           └─► without drawn ──► GONE_RETRAINED, NEW
 * </pre>
 */
public final class ChangeContender implements Contender {

  /** The first of each training: the others' runs take its model. */
  private static final Set<Change> TRAIN = Set.of(Change.NONE, Change.GONE_RETRAINED);

  private final Change change;
  private final double share;
  private final OneTraining training;

  private ChangeContender(Change change, double share, OneTraining training) {
    this.change = change;
    this.share = share;
    this.training = training;
  }

  /**
   * Every change of a model, and the baselines that new sites are compared with.
   *
   * @param share of the sites that change, in (0, 1)
   */
  public static List<Contender> all(Training training, double share) {
    OneTraining one = new OneTraining(training);
    List<Contender> all = new ArrayList<>();
    for (Change change : Change.values()) {
      all.add(new ChangeContender(change, share, one));
    }
    for (Baseline baseline :
        List.of(Baseline.LAST_VALUE, Baseline.HISTORICAL_AVERAGE, Baseline.RIDGE)) {
      all.add(new DrawnBaseline(baseline, share));
    }
    return all;
  }

  @Override
  public String name() {
    return change.label();
  }

  @Override
  public boolean peer() {
    return false;
  }

  @Override
  public String configuration() {
    return "share %s of the sites drawn, %s".formatted(share, training.configuration());
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public Pace measure(Task task, TrainingBudget budget, Path work) throws IOException {
    Pace pace = training.measure(task, budget, work);
    return TRAIN.contains(change) ? pace : pace.withoutTraining();
  }

  @Override
  public Outcome run(Task task, TrainingBudget budget, long seed, Path work, Consumer<String> news)
      throws IOException {
    SiteDraw draw = SiteDraw.of(task, share, seed);
    Task others = draw.withoutDrawn();
    Training.Trained trained =
        training.run(change.trainedOnAll() ? task : others, budget, seed, work, news);
    Task served = change.servesAll() ? task : others;
    try (ServedBundle forecaster =
        ServedBundle.open(trained.bundle(), served.series().measured())) {
      return new Outcome(
          forecaster.parameters(),
          trained.epochs(),
          Scoring.of(task, change.seen(draw, served, forecaster), change.scored(draw)));
    }
  }
}
