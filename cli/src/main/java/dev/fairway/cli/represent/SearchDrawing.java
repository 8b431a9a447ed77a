package dev.fairway.cli.represent;

import dev.fairway.diffusion.denoise.Tap;
import dev.fairway.diffusion.represent.SearchResult;
import dev.fairway.diffusion.represent.SearchResult.Trial;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a search tried, to read: the error at each level and tap, how much the best tap of each
 * level helps, what joined taps give, and what that is against the window alone.
 */
final class SearchDrawing {

  /** Characters of the longest bar. */
  private static final int LONGEST = 40;

  private static final int PERCENT = 100;

  private final SearchResult result;
  private final List<Tap> taps;

  private SearchDrawing(SearchResult result, List<Tap> taps) {
    this.result = result;
    this.taps = taps;
  }

  static String of(SearchResult result, List<Tap> taps) {
    SearchDrawing drawing = new SearchDrawing(result, taps);
    return drawing.table() + drawing.curve() + drawing.joined() + drawing.words();
  }

  private String table() {
    StringBuilder text =
        new StringBuilder(
            "%nThe probe's mean absolute error on the validation part, in the sites' deviations;%nof the window alone %s%n%n%7s"
                .formatted(number(result.windowAlone()), "level"));
    taps.forEach(tap -> text.append("%9s".formatted("tap " + tap.number())));
    text.append(String.format("%n"));
    Map<Double, Map<Integer, Double>> errors = singleTaps();
    errors.forEach(
        (level, byTap) -> {
          text.append(level(level));
          taps.forEach(tap -> text.append("%9s".formatted(number(byTap.get(tap.number())))));
          text.append(String.format("%n"));
        });
    text.append(
        taps.stream()
            .map(tap -> tap.number() + " " + tap.name())
            .collect(Collectors.joining(", ", "taps: ", "%n".formatted())));
    return text.toString();
  }

  /** By level, then tap. */
  private Map<Double, Map<Integer, Double>> singleTaps() {
    Map<Double, Map<Integer, Double>> errors = new TreeMap<>();
    for (Trial trial : result.trials()) {
      if (trial.plan().taps().size() == 1) {
        errors
            .computeIfAbsent(trial.plan().noiseLevel(), level -> new TreeMap<>())
            .put(trial.plan().taps().get(0), trial.error());
      }
    }
    return errors;
  }

  private String curve() {
    StringBuilder text =
        new StringBuilder(
            "%nThe best tap of each level, and what it takes off the error of the window alone%n"
                .formatted());
    Map<Double, Trial> curve = result.curve();
    double most = curve.values().stream().mapToDouble(t -> Math.abs(gain(t))).max().orElseThrow();
    curve.forEach(
        (level, trial) ->
            text.append(
                "%s%9s%9s %s  %s%n"
                    .formatted(
                        level(level),
                        "tap " + trial.plan().taps().get(0),
                        number(trial.error()),
                        percent(gain(trial)),
                        bar(gain(trial), most))));
    return text.toString();
  }

  /** Of hashes for a gain, of dashes for a loss. */
  private static String bar(double gain, double most) {
    int length = most == 0 ? 0 : (int) Math.round(LONGEST * Math.abs(gain) / most);
    return (gain > 0 ? "#" : "-").repeat(length);
  }

  private String joined() {
    String rows =
        result.trials().stream()
            .filter(trial -> trial.plan().taps().size() > 1)
            .map(
                trial ->
                    "%s  %-16s%9s %s%n"
                        .formatted(
                            level(trial.plan().noiseLevel()),
                            taps(trial),
                            number(trial.error()),
                            percent(gain(trial))))
            .collect(Collectors.joining());
    return rows.isEmpty() ? "" : "%nTaps joined at the best level%n".formatted() + rows;
  }

  private String words() {
    Trial best = result.best();
    double gain = gain(best);
    String at = "noise level %s, %s".formatted(level(best.plan().noiseLevel()).strip(), taps(best));
    if (gain > 0) {
      return "%nfound: %s. The representation takes %s off the error of the window alone, %s to %s.%n"
          .formatted(at, percent(gain).strip(), number(result.windowAlone()), number(best.error()));
    }
    return "%nfound: %s, which does not help: the error is %s with the representation, %s of the window alone.%n"
        .formatted(at, number(best.error()), number(result.windowAlone()));
  }

  /** Share of the error of the window alone that a trial takes off. */
  private double gain(Trial trial) {
    return 1 - trial.error() / result.windowAlone();
  }

  private static String taps(Trial trial) {
    List<Integer> numbers = trial.plan().taps();
    return (numbers.size() == 1 ? "tap " : "taps ")
        + numbers.stream().map(String::valueOf).collect(Collectors.joining(" + "));
  }

  private static String level(double level) {
    return String.format(Locale.ROOT, "%7.3f", level);
  }

  private static String number(double error) {
    return String.format(Locale.ROOT, "%.4f", error);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%7.2f %%", PERCENT * share);
  }
}
