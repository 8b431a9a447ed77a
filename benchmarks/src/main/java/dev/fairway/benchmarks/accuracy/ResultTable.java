package dev.fairway.benchmarks.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Runs as Markdown: a section for each data set, protocol and budget, a table for each channel, a
 * line for each model with mean and spread (sample standard deviation) over the seeds.
 */
public final class ResultTable {

  private record Section(String set, String protocol, String dataHash, TrainingBudget budget) {}

  private record Model(String name, boolean peer, String configuration) {}

  private final List<RunRecord> runs;
  private final Optional<String> against;
  private final StringBuilder text = new StringBuilder();

  private ResultTable(List<RunRecord> runs, Optional<String> against) {
    this.runs = runs;
    this.against = against;
  }

  /**
   * @param against the model that the others are compared with, seed by seed; empty for the best
   *     peer
   */
  public static String of(List<RunRecord> runs, Optional<String> against) {
    return new ResultTable(runs, against).render();
  }

  private String render() {
    runs.stream()
        .filter(run -> !run.budget().equals(TrainingBudget.NONE))
        .map(ResultTable::section)
        .distinct()
        .sorted(
            Comparator.comparing(Section::set)
                .thenComparing(Section::protocol)
                .thenComparing(section -> section.budget().toString()))
        .forEach(this::put);
    return text.toString();
  }

  private static Section section(RunRecord run) {
    return new Section(run.set(), run.protocol(), run.dataHash(), run.budget());
  }

  private void put(Section section) {
    List<RunRecord> part =
        runs.stream()
            .filter(run -> section(run).equals(section) || baseline(run, section))
            .toList();
    TrainingBudget budget = section.budget();
    line("## %s, %s", section.set(), protocol(section.protocol()));
    line("");
    line(
        "At most %d epochs of %d windows in batches of %d, patience %d. Data SHA-256 `%s`.",
        budget.epochs(),
        budget.windowsPerEpoch(),
        budget.batch(),
        budget.patience(),
        section.dataHash().substring(0, 12));
    line("");
    part.stream()
        .flatMap(run -> run.scores().keySet().stream())
        .distinct()
        .forEach(
            channel ->
                put(
                    part.stream().filter(run -> run.scores().containsKey(channel)).toList(),
                    channel));
  }

  private static boolean baseline(RunRecord run, Section section) {
    return run.budget().equals(TrainingBudget.NONE)
        && run.protocol().equals(section.protocol())
        && run.dataHash().equals(section.dataHash());
  }

  private void put(List<RunRecord> part, String channel) {
    RunRecord first = part.get(0);
    int[] minutes = minutes(first.protocol());
    Map<Model, List<RunRecord>> models =
        part.stream()
            .collect(
                Collectors.groupingBy(
                    run -> new Model(run.model(), run.peer(), run.configuration()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Yardstick yardstick = yardstick(models, channel);
    line("### %s, %s", channel, first.units().get(channel));
    line("");
    StringBuilder head = new StringBuilder("| model | seeds | learned numbers |");
    StringBuilder rule = new StringBuilder("|---|---|---|");
    for (int m : minutes) {
      head.append(" %d min |".formatted(m));
      rule.append("---|");
    }
    line("%s average | MAE against %s | minutes a run |", head, yardstick.name());
    line("%s---|---|---|", rule);
    models.entrySet().stream()
        .sorted(
            Comparator.comparingDouble(
                entry -> mean(entry.getValue(), run -> Averages.mae(at(run, channel)))))
        .forEach(entry -> put(entry.getKey(), entry.getValue(), channel, minutes, yardstick));
    line("");
  }

  private Yardstick yardstick(Map<Model, List<RunRecord>> models, String channel) {
    if (against.isPresent()) {
      return Yardstick.paired(
          against.get(),
          models.entrySet().stream()
              .filter(entry -> entry.getKey().name().equals(against.get()))
              .flatMap(entry -> entry.getValue().stream())
              .toList());
    }
    OptionalDouble bestPeer =
        models.entrySet().stream()
            .filter(entry -> entry.getKey().peer())
            .mapToDouble(entry -> mean(entry.getValue(), run -> Averages.mae(at(run, channel))))
            .min();
    return bestPeer.isPresent()
        ? Yardstick.ofMean("the best peer", bestPeer.getAsDouble())
        : Yardstick.none("the best peer");
  }

  private void put(
      Model model, List<RunRecord> seeds, String channel, int[] minutes, Yardstick yardstick) {
    RunRecord first = seeds.get(0);
    List<String> cells = new ArrayList<>();
    cells.add(model.name());
    cells.add(first.seed() == 0 ? "-" : Integer.toString(seeds.size()));
    cells.add(first.parameters() == 0 ? "-" : Long.toString(first.parameters()));
    for (int m : minutes) {
      int step = m / first.intervalMinutes() - 1;
      cells.add(scores(seeds, run -> at(run, channel).subList(step, step + 1)));
    }
    cells.add(scores(seeds, run -> at(run, channel)));
    cells.add(yardstick.comparison().apply(seeds, channel));
    cells.add(format("%.1f", mean(seeds, RunRecord::wallSeconds) / 60));
    line("| %s |", String.join(" | ", cells));
  }

  @FunctionalInterface
  private interface Horizons {
    List<HorizonScore> of(RunRecord run);
  }

  /** MAE with its spread, RMSE and MAPE. */
  private static String scores(List<RunRecord> seeds, Horizons horizons) {
    ToDoubleFunction<RunRecord> mae = run -> Averages.mae(horizons.of(run));
    double mape = mean(seeds, run -> Averages.mape(horizons.of(run)));
    return format(
        "%s / %.3f / %s",
        Spread.of(seeds.stream().mapToDouble(mae)).words("**%.3f**", "%.3f"),
        mean(seeds, run -> Averages.rmse(horizons.of(run))),
        Double.isFinite(mape) ? format("%.1f %%", 100 * mape) : "-");
  }

  private static List<HorizonScore> at(RunRecord run, String channel) {
    return run.scores().get(channel);
  }

  private static double mean(List<RunRecord> seeds, ToDoubleFunction<RunRecord> score) {
    return Spread.of(seeds.stream().mapToDouble(score)).mean();
  }

  private static int[] minutes(String protocol) {
    return Protocol.valueOf(protocol).reportedMinutes();
  }

  private static String protocol(String name) {
    return Protocol.valueOf(name).words();
  }

  private void line(String format, Object... arguments) {
    text.append(format(format, arguments)).append('\n');
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
