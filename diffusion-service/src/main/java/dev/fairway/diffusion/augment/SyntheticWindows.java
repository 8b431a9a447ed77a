package dev.fairway.diffusion.augment;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Draws windows for the training part of a series.
 *
 * <pre>
 *   training part ─► strata ─► times of the week ─► model ─► physics ─► audit ─► calendar
 *                                                     ▲         │ rejected │
 *                                                     └─────────┴──────────┘
 * </pre>
 *
 * <p>Only the training part decides what is drawn. The validation part is looked at by the audit
 * alone, as the measure of how near real windows come, and the test part by nobody.
 */
public final class SyntheticWindows {

  /** Drawn side by side, at most: more gain nothing and need memory. */
  private static final int BATCH = 16;

  private final WindowDraw source;
  private final int steps;
  private final float[] deviations;

  /**
   * @param steps intervals in a window
   * @param deviations {@code [C, N]}, packed: the units of the audit's distances
   */
  SyntheticWindows(WindowDraw source, int steps, float[] deviations) {
    this.source = source;
    this.steps = steps;
    this.deviations = deviations.clone();
  }

  /**
   * Draws from a trained model, as its card says that it is meant to be asked.
   *
   * @param split of the series; the model must have learned from its training part alone
   * @param seed of every draw: the same gives the same windows
   * @throws IllegalArgumentException if the model is of another network, or the audit has nothing
   *     to measure by
   */
  public static Augmentation draw(
      DiffusionModel model,
      TrafficSeries series,
      ChronologicalSplit split,
      AugmentPlan plan,
      long seed,
      AugmentListener listener) {
    int steps = model.architecture().steps();
    requireFits(model, series, split.train(), steps);
    ImputePlan asked = model.architecture().impute();
    requireDraws(asked.sampler());
    WindowDraw source =
        (start, windows, itsSeed) ->
            model.sample(start, asked.with(asked.evaluations(), windows), itsSeed, Checkpoint.NONE);
    return new SyntheticWindows(source, steps, model.scaler().deviations())
        .draw(series, split, plan, seed, listener);
  }

  private static void requireDraws(SamplerKind sampler) {
    if (sampler == SamplerKind.MEAN) {
      throw new IllegalArgumentException(
          "The model is meant to be asked for means (impute.sampler of its training): all windows"
              + " of a time would be the same");
    }
  }

  private static void requireFits(
      DiffusionModel model, TrafficSeries series, Part train, int steps) {
    String own = model.measured().network().hash();
    String its = series.measured().network().hash();
    if (!own.equals(its)) {
      throw new IllegalArgumentException(
          "The model's network has the hash " + own + ", the series' " + its);
    }
    model.requireFits(series.window(train.from(), Math.min(steps, train.steps())));
  }

  Augmentation draw(
      TrafficSeries series,
      ChronologicalSplit split,
      AugmentPlan plan,
      long seed,
      AugmentListener listener) {
    SplittableRandom random = new SplittableRandom(seed);
    Part train = split.train();
    StrataCounts before =
        StrataCounts.of(
            new Strata(series.measured(), plan.dimensions()),
            series.window(train.from(), train.steps()));
    MeasuredStarts starts = MeasuredStarts.of(series, train, steps);
    long target = plan.target(before);
    List<Wanted> wanted = wanted(plan, starts, train, before, random);
    Inspection inspection =
        new Inspection(
            Physics.of(series, train, steps), LeakageAudit.of(series, split, steps, deviations));
    List<TrafficWindow> made = new ArrayList<>();
    SyntheticCalendar calendar = new SyntheticCalendar(series.measured(), series.start());
    for (TrafficWindow window : accepted(wanted, plan.tries(), inspection, random, listener)) {
      made.add(calendar.lay(window));
    }
    return new Augmentation(
        made,
        new AugmentReport(
            StrataReport.of(before, before.plus(made), target),
            new DrawReport(
                count(wanted), made.size(), inspection.candidates(), inspection.rejected()),
            inspection.physics(),
            inspection.audit(),
            Likeness.of(made, starts, StandardScaler.fit(train.of(series)))));
  }

  private List<Wanted> wanted(
      AugmentPlan plan,
      MeasuredStarts starts,
      Part train,
      StrataCounts counts,
      SplittableRandom random) {
    if (plan.isEven()) {
      return EvenShare.choose(starts, train, steps, plan.rate(), plan.most());
    }
    long[] deficits = counts.deficits(plan.target(counts));
    return new ThinStrata(starts, counts.strata(), steps, deficits, random.split())
        .choose(plan.most());
  }

  private List<TrafficWindow> accepted(
      List<Wanted> wanted,
      int tries,
      Inspection inspection,
      SplittableRandom random,
      AugmentListener listener) {
    List<TrafficWindow> accepted = new ArrayList<>();
    int all = count(wanted);
    int done = 0;
    for (Wanted next : wanted) {
      int missing = next.windows();
      for (int round = 0; round < tries && missing > 0; round++) {
        List<TrafficWindow> good = round(next, missing, inspection, random);
        accepted.addAll(good);
        missing -= good.size();
        listener.drawing(done + next.windows() - missing, all);
      }
      done += next.windows();
      listener.drawing(done, all);
    }
    return accepted;
  }

  /** Draws each missing window once. */
  private List<TrafficWindow> round(
      Wanted wanted, int missing, Inspection inspection, SplittableRandom random) {
    List<TrafficWindow> good = new ArrayList<>();
    for (int drawn = 0; drawn < missing; drawn += BATCH) {
      int batch = Math.min(BATCH, missing - drawn);
      source.draw(wanted.start(), batch, random.nextLong()).stream()
          .map(inspection::pass)
          .flatMap(Optional::stream)
          .forEach(good::add);
    }
    return good;
  }

  private static int count(List<Wanted> wanted) {
    return wanted.stream().mapToInt(Wanted::windows).sum();
  }
}
