package dev.fairway.benchmarks.scale;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Cost over size: a line for each network, and the exponents of growth. */
public final class ScaleCurve {

  /** So few sites that what a process of them holds is what any process holds. */
  private static final int NEXT_TO_NONE = 9;

  private static final double MIB = 1 << 20;

  /**
   * @param form of the forecaster, as the command names it
   * @param trainSteps of training by parts that are timed for each size; 0 for none
   */
  public static void measure(
      String form, List<Integer> sizes, int threads, int trainSteps, Consumer<String> news)
      throws IOException, InterruptedException {
    long base = point(form, NEXT_TO_NONE, threads).peakBytes();
    news.accept(
        "%s form, %d threads; a process holds %.0f MB before any network"
            .formatted(form, threads, base / MIB));
    List<ScalePoint> points = new ArrayList<>();
    for (int sites : sizes) {
      ScalePoint point = point(form, sites, threads);
      points.add(point);
      news.accept(
          "%d sites, %d links: built in %.2f s, forecast in %.3f s, %.0f MB more at the most"
              .formatted(
                  point.sites(),
                  point.links(),
                  point.buildSeconds(),
                  point.forecastSeconds(),
                  (point.peakBytes() - base) / MIB));
    }
    if (points.size() > 1) {
      news.accept(
          "exponents in sites + links: time of a forecast %.2f, of building %.2f, memory %.2f"
              .formatted(
                  exponent(points, ScalePoint::forecastSeconds),
                  exponent(points, ScalePoint::buildSeconds),
                  exponent(points, point -> point.peakBytes() - base)));
    }
    if (trainSteps > 0) {
      PartTraining.report(form, sizes, threads, trainSteps, news);
    }
  }

  /** Of a cost in sites and links. */
  static double exponent(List<ScalePoint> points, ToDoubleFunction<ScalePoint> cost) {
    return Growth.exponent(
        points.stream().mapToDouble(ScalePoint::size).toArray(),
        points.stream().mapToDouble(cost).toArray());
  }

  private static ScalePoint point(String form, int sites, int threads)
      throws IOException, InterruptedException {
    return ScalePoint.of(
        OwnProcess.run(
            List.of(
                "scale",
                "--point",
                "--form",
                form,
                "--sites",
                Integer.toString(sites),
                "--threads",
                Integer.toString(threads))));
  }

  private ScaleCurve() {}
}
