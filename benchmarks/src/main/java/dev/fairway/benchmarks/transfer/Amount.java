package dev.fairway.benchmarks.transfer;

/**
 * How much of the training part may be learned from: its last days.
 *
 * @param days 0 for all of them
 */
public record Amount(int days) {

  static final Amount ALL = new Amount(0);

  /** As it is typed: a number of days, or all. */
  public static Amount parse(String text) {
    return text.equals("all") ? ALL : new Amount(Integer.parseInt(text));
  }

  @Override
  public String toString() {
    return days == 0 ? "all" : days + (days == 1 ? " day" : " days");
  }
}
