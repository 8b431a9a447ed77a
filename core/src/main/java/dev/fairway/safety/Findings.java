package dev.fairway.safety;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All that a check before a start has found. */
public record Findings(List<Finding> all) {

  public Findings {
    all = List.copyOf(all);
  }

  /** Both. */
  public Findings and(Findings more) {
    return new Findings(Stream.concat(all.stream(), more.all.stream()).toList());
  }

  /**
   * Tells what is a warning, each by itself, and refuses the rest in one.
   *
   * @throws UnsafeSettingsException that names every setting with which nothing may be started
   */
  public void settle(Consumer<String> warn) {
    all.stream()
        .filter(finding -> !finding.isRefusal())
        .forEach(finding -> warn.accept(finding.toString()));
    List<Finding> refusals = all.stream().filter(Finding::isRefusal).toList();
    if (!refusals.isEmpty()) {
      throw new UnsafeSettingsException(refusals);
    }
  }
}
