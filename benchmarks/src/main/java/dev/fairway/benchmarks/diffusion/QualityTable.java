package dev.fairway.benchmarks.diffusion;

import dev.fairway.benchmarks.accuracy.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Measured qualities as Markdown: a table for each set and quality, mean and spread over seeds. */
public final class QualityTable {

  private QualityTable() {}

  public static String of(List<QualityRun> runs) {
    Map<String, List<QualityRun>> tables = new TreeMap<>();
    runs.forEach(
        run ->
            tables
                .computeIfAbsent(
                    "**%s, %s**".formatted(run.set(), run.what()), t -> new ArrayList<>())
                .add(run));
    StringBuilder text = new StringBuilder();
    tables.forEach((title, its) -> text.append(table(title, its)).append('\n'));
    return text.toString();
  }

  private static String table(String title, List<QualityRun> runs) {
    TreeSet<String> names = new TreeSet<>();
    runs.forEach(run -> names.addAll(run.scores().keySet()));
    StringBuilder text = new StringBuilder(title + "\n\n| model | asked | seeds |");
    names.forEach(name -> text.append(' ').append(name).append(" |"));
    text.append("\n|---|---|---|").append("---|".repeat(names.size())).append('\n');
    Map<List<String>, List<QualityRun>> rows =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    run ->
                        List.of(run.model(), run.how(), run.training().replaceAll("seed=\\d+", "")),
                    LinkedHashMap::new,
                    Collectors.toList()));
    rows.values().stream()
        .sorted(Comparator.comparing(row -> row.get(0).model() + " " + row.get(0).how()))
        .forEach(row -> text.append(row(row, names)));
    return text.toString();
  }

  private static String row(List<QualityRun> runs, Set<String> names) {
    StringBuilder text =
        new StringBuilder(
            "| %s | %s | %d |".formatted(runs.get(0).model(), runs.get(0).how(), runs.size()));
    for (String name : names) {
      List<Double> values =
          runs.stream()
              .map(run -> run.scores().get(name))
              .filter(value -> value != null && !value.isNaN())
              .toList();
      text.append(' ')
          .append(
              values.isEmpty()
                  ? "–"
                  : Spread.of(values.stream().mapToDouble(Double::doubleValue))
                      .words("%.4g", "%.2g"))
          .append(" |");
    }
    return text.append('\n').toString();
  }
}
