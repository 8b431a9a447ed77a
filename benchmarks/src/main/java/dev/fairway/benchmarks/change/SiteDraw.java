package dev.fairway.benchmarks.change;

import dev.fairway.benchmarks.accuracy.SiteGroup;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The sites of a task that come, go or fall silent: a share of them, drawn at random. */
final class SiteDraw {

  private final Task task;
  private final int[] drawn;
  private final int[] others;
  private final SitePart part;

  private SiteDraw(Task task, int[] drawn, int[] others) {
    this.task = task;
    this.drawn = drawn;
    this.others = others;
    this.part = new SitePart(others, task.series().sites());
  }

  /**
   * The same seed draws the same sites.
   *
   * @param share of the sites, in (0, 1); at least one is drawn, and one is left
   */
  static SiteDraw of(Task task, double share, long seed) {
    int sites = task.series().sites();
    int count = (int) Math.max(1, Math.min(sites - 1, Math.round(share * sites)));
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = IntStream.range(0, sites).toArray();
    for (int i = 0; i < sites; i++) {
      int j = random.nextInt(i, sites);
      int site = order[j];
      order[j] = order[i];
      order[i] = site;
    }
    return new SiteDraw(
        task,
        IntStream.of(order).limit(count).sorted().toArray(),
        IntStream.of(order).skip(count).sorted().toArray());
  }

  SiteGroup drawn() {
    return new SiteGroup(" at the drawn sites", drawn);
  }

  SiteGroup others() {
    return new SiteGroup(" at the other sites", others);
  }

  SitePart part() {
    return part;
  }

  /** The task as it is without the drawn sites. */
  Task withoutDrawn() {
    return new Task(task.name(), part.of(task.series()), task.protocol());
  }

  /** A copy of a series in which the drawn sites were never observed. */
  TrafficSeries silent(TrafficSeries series) {
    TrafficSeries silent = series.slice(0, series.steps());
    for (int step = 0; step < silent.steps(); step++) {
      for (int site : drawn) {
        for (int channel = 0; channel < silent.channels(); channel++) {
          silent.clear(step, site, channel);
        }
      }
    }
    return silent;
  }

  /** A copy of a window in which the drawn sites were not observed. */
  TrafficWindow silent(TrafficWindow window) {
    float[] values = window.values().clone();
    boolean[] observed = window.observed().clone();
    for (int channel = 0; channel < window.channels(); channel++) {
      for (int step = 0; step < window.steps(); step++) {
        for (int site : drawn) {
          values[window.cell(channel, step, site)] = 0;
          observed[window.cell(channel, step, site)] = false;
        }
      }
    }
    return new TrafficWindow(
        window.start(),
        window.interval(),
        window.channels(),
        window.steps(),
        window.sites(),
        values,
        observed);
  }
}
