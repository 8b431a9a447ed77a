package dev.fairway.cli.augment;

import dev.fairway.diffusion.augment.AuditReport;
import dev.fairway.diffusion.augment.AugmentReport;
import dev.fairway.diffusion.augment.Dimension;
import dev.fairway.diffusion.augment.DistanceSpread;
import dev.fairway.diffusion.augment.DrawReport;
import dev.fairway.diffusion.augment.StrataReport;
import dev.fairway.diffusion.quality.SampleDistance;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as it is printed. */
final class AugmentTable {

  private AugmentTable() {}

  static String of(AugmentReport report) {
    String strata = strata(report.strata());
    DrawReport drawn = report.drawn();
    if (drawn.wanted() == 0) {
      return strata + "nothing is thin: nothing was drawn%n".formatted();
    }
    return strata
        + line(
            "%nwindows  %,d wanted, %,d drawn, %,d accepted",
            drawn.wanted(), drawn.candidates(), drawn.made())
        + line("rejected %s", rejections(drawn))
        + line("flow balance %s", report.physics().flowBalance())
        + audit(report.audit())
        + distances(report);
  }

  private static String strata(StrataReport strata) {
    String by =
        strata.dimensions().isEmpty()
            ? "all cells"
            : strata.dimensions().stream()
                .map(Dimension::toString)
                .collect(Collectors.joining(", ", "strata by ", ""));
    return line("%s: %,d, of which %,d were never measured", by, strata.strata(), strata.empty())
        + line("%-8s %10s %12s %12s", "", "thin", "least cells", "median cells")
        + summary("before", strata.before())
        + summary("after", strata.after())
        + (strata.target() == 0 ? "" : line("target   %,d cells", strata.target()));
  }

  private static String summary(String when, StrataReport.Summary summary) {
    return line("%-8s %,10d %,12d %,12d", when, summary.thin(), summary.least(), summary.median());
  }

  private static String rejections(DrawReport drawn) {
    return drawn.rejected().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String audit(AuditReport audit) {
    return line("%ndistance to the nearest training window, in deviations")
        + line("%-22s %9s %9s %9s %9s", "", "windows", "least", "5 %", "median")
        + spread("held-out, real", audit.heldOut())
        + spread("drawn", audit.synthetic())
        + line(
            "nearer than %.4f, copies: %.1f %% of the drawn",
            audit.threshold(), 100 * audit.rejectedShare());
  }

  private static String spread(String what, DistanceSpread spread) {
    if (spread.windows() == 0) {
      return line("%-22s %,9d", what, 0);
    }
    return line(
        "%-22s %,9d %9.4f %9.4f %9.4f",
        what, spread.windows(), spread.least(), spread.fivePercent(), spread.median());
  }

  private static String distances(AugmentReport report) {
    if (report.distances().isEmpty()) {
      return line("%ntoo few windows without holes to tell how like real ones the drawn are");
    }
    StringBuilder text =
        new StringBuilder(
            line(
                "%n%-12s %14s %10s %12s %12s",
                "", "Wasserstein", "Fréchet", "along time", "along links"));
    report.distances().forEach((what, distance) -> text.append(likeness(what, distance)));
    return text.toString();
  }

  private static String likeness(String what, SampleDistance distance) {
    return line(
        "%-12s %14.4f %10.4f %12.4f %12.4f",
        what,
        distance.slicedWasserstein(),
        distance.frechet(),
        distance.autocorrelation(),
        distance.neighbourCorrelation());
  }

  private static String line(String format, Object... arguments) {
    return String.format(Locale.ROOT, format + "%n", arguments);
  }
}
