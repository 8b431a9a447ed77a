package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.accuracy.Spread;
import dev.fairway.benchmarks.transfer.DayBootstrap.Interval;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs as Markdown: arms by horizon, each against one of them. */
public final class TransferTable {

  /** A table: what its runs have in common. */
  private record Table(String set, String amount, String plan, String dataHash) {}

  /**
   * @param against what the others are compared with
   */
  public static String of(List<TransferRun> runs, Arm against) {
    Map<Table, List<TransferRun>> tables =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    run -> new Table(run.set(), run.amount(), run.plan(), run.dataHash()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    StringBuilder text = new StringBuilder();
    tables.forEach(
        (table, its) ->
            its.stream()
                .flatMap(run -> run.errors().keySet().stream())
                .distinct()
                .sorted()
                .forEach(channel -> text.append(table(table, channel, its, against))));
    return text.toString();
  }

  private static String table(Table table, String channel, List<TransferRun> runs, Arm against) {
    Map<String, List<TransferRun>> arms =
        runs.stream()
            .sorted(Comparator.comparingLong(TransferRun::seed))
            .collect(
                Collectors.groupingBy(TransferRun::label, LinkedHashMap::new, Collectors.toList()));
    List<String> horizons =
        runs.stream()
            .filter(TransferTable::isScored)
            .flatMap(run -> run.errors().get(channel).keySet().stream())
            .distinct()
            .sorted(
                Comparator.comparingInt(h -> h.equals(TestErrors.ALL) ? 1000 : Integer.parseInt(h)))
            .toList();
    StringBuilder text =
        new StringBuilder(
            "**%s, %s, %s**%n%n| arm | seeds".formatted(table.set(), table.amount(), channel));
    horizons.forEach(h -> text.append(h.equals(TestErrors.ALL) ? " | all" : " | " + h + " min"));
    text.append(" |\n|---|---").append("|---".repeat(horizons.size())).append("|\n");
    List<TransferRun> others =
        runs.stream()
            .filter(run -> run.arm().equals(against.label()))
            .filter(TransferTable::isScored)
            .sorted(Comparator.comparingLong(TransferRun::seed))
            .toList();
    arms.forEach(
        (arm, all) -> {
          List<TransferRun> its = all.stream().filter(TransferTable::isScored).toList();
          text.append("| %s | %d".formatted(arm, all.size()));
          for (String horizon : horizons) {
            text.append(" | ")
                .append(
                    its.isEmpty() ? "nothing to learn from" : cell(others, its, channel, horizon));
          }
          text.append(" |\n");
        });
    return text.append('\n').toString();
  }

  private static boolean isScored(TransferRun run) {
    return !run.errors().isEmpty();
  }

  /** MAE, mean and standard deviation over the seeds; the change against that of others. */
  private static String cell(
      List<TransferRun> others, List<TransferRun> its, String channel, String horizon) {
    String text =
        Spread.of(
                its.stream()
                    .mapToDouble(run -> DayErrors.mean(run.errors().get(channel).get(horizon))))
            .words("%.3g", "%.2g");
    if (its.equals(others)) {
      return text;
    }
    Map<Long, List<DayErrors>> from = days(others, channel, horizon);
    Map<Long, List<DayErrors>> to = days(its, channel, horizon);
    from.keySet().retainAll(to.keySet());
    to.keySet().retainAll(from.keySet());
    if (from.isEmpty()) {
      return text;
    }
    Interval interval = DayBootstrap.of(List.copyOf(from.values()), List.copyOf(to.values()));
    String change =
        "%+.1f %% (%+.1f, %+.1f)"
            .formatted(100 * interval.change(), 100 * interval.low(), 100 * interval.high());
    return text + "; " + (interval.excludesZero() ? "**" + change + "**" : change);
  }

  private static Map<Long, List<DayErrors>> days(
      List<TransferRun> runs, String channel, String horizon) {
    Map<Long, List<DayErrors>> days = new TreeMap<>();
    runs.forEach(run -> days.put(run.seed(), run.errors().get(channel).get(horizon)));
    return days;
  }

  private TransferTable() {}
}
