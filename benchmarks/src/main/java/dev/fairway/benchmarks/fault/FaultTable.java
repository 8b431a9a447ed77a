package dev.fairway.benchmarks.fault;

import dev.fairway.benchmarks.accuracy.Spread;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * MAE as Markdown: a table for each set and channel, a row for each condition, for each model mean
 * and spread over seeds and, seed by seed, its difference from the usual training.
 */
public final class FaultTable {

  private FaultTable() {}

  public static String of(List<FaultRun> runs) {
    Map<String, List<FaultRun>> sets = new TreeMap<>();
    runs.forEach(run -> sets.computeIfAbsent(run.set(), set -> new ArrayList<>()).add(run));
    StringBuilder text = new StringBuilder();
    sets.forEach(
        (set, its) -> {
          Set<String> channels = new TreeSet<>();
          its.forEach(run -> channels.addAll(run.maes().keySet()));
          channels.forEach(channel -> text.append(table(set, channel, its)).append('\n'));
        });
    return text.toString();
  }

  private static String table(String set, String channel, List<FaultRun> runs) {
    Set<String> models = new LinkedHashSet<>();
    Set<String> conditions = new LinkedHashSet<>();
    for (FaultRun run : runs) {
      models.add(run.model());
      conditions.add(run.condition());
    }
    StringBuilder text = new StringBuilder("**%s, MAE of %s**\n\n| seen |".formatted(set, channel));
    models.forEach(model -> text.append(' ').append(model).append(" | seeds | difference |"));
    text.append("\n|---|").append("---|---|---|".repeat(models.size())).append('\n');
    for (String condition : conditions) {
      text.append("| ").append(condition).append(" |");
      Map<Long, Double> usual = bySeed(runs, condition, FaultComparison.USUAL, channel);
      for (String model : models) {
        text.append(cells(bySeed(runs, condition, model, channel), usual));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String cells(Map<Long, Double> maes, Map<Long, Double> usual) {
    double[] differences =
        maes.entrySet().stream()
            .filter(its -> usual.containsKey(its.getKey()))
            .mapToDouble(its -> 100 * (its.getValue() / usual.get(its.getKey()) - 1))
            .toArray();
    return " %s | %d | %s |"
        .formatted(
            words(maes.values().stream().mapToDouble(Double::doubleValue), "%.4g", "%.2g"),
            maes.size(),
            words(DoubleStream.of(differences), "%+.2f", "%.2f")
                + (differences.length == 0 ? "" : " %"));
  }

  private static String words(DoubleStream values, String mean, String deviation) {
    double[] all = values.toArray();
    return all.length == 0 ? "–" : Spread.of(DoubleStream.of(all)).words(mean, deviation);
  }

  /** The last of those on file, if several have one seed. */
  private static Map<Long, Double> bySeed(
      List<FaultRun> runs, String condition, String model, String channel) {
    Map<Long, Double> maes = new TreeMap<>();
    for (FaultRun run : runs) {
      if (run.condition().equals(condition)
          && run.model().equals(model)
          && run.maes().containsKey(channel)) {
        maes.put(run.seed(), run.maes().get(channel));
      }
    }
    return maes;
  }
}
