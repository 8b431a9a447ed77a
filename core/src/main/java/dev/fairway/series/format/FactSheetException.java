package dev.fairway.series.format;

import java.util.List;

/** A fact sheet that cannot be used. The message names the sheet and everything wrong with it. */
public final class FactSheetException extends Exception {

  private final List<Problem> problems;

  /**
   * One thing that is wrong.
   *
   * @param key where, as "channels[1].unit"; empty: the sheet as a whole
   * @param value what stands there; empty if nothing does
   */
  public record Problem(String key, String value, String reason) {
    @Override
    public String toString() {
      return (key.isEmpty() ? "" : key + (value.isEmpty() ? "" : ": " + value) + " -- ") + reason;
    }
  }

  public FactSheetException(String sheet, List<Problem> problems) {
    super(
        "Fact sheet "
            + sheet
            + ": "
            + problems.size()
            + (problems.size() == 1 ? " problem" : " problems")
            + problems.stream().map(problem -> "\n  " + problem).reduce("", String::concat));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
