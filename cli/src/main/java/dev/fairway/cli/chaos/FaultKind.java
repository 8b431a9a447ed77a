package dev.fairway.cli.chaos;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The faults by the names they are asked for. */
public enum FaultKind {
  WHOLE(new KilledPart(Part.WHOLE), "the whole in one process, kill -9"),
  OPERATOR(new FailedOperator(), "an exception in an operator of the job"),
  JOB(new KilledPart(Part.JOB), "the job's process, kill -9"),
  FEED(new KilledPart(Part.FEED), "the feed, kill -9"),
  BROKER_RESTART(new RestartedPart(Part.BROKER), "the broker, stopped and started"),
  BROKER_KILL(new KilledPart(Part.BROKER), "the broker, kill -9"),
  DIFFUSION_KILL(new KilledPart(Part.DIFFUSION), "the diffusion service, kill -9"),
  DIFFUSION_HANG(new HungPart(Part.DIFFUSION), "the diffusion service, hung"),
  SERVE(new KilledPart(Part.SERVE), "Kafka Streams, kill -9"),
  CHECKPOINT(new TornCheckpoint(), "a checkpoint partly written");

  private final Fault fault;
  private final String inWords;

  FaultKind(Fault fault, String inWords) {
    this.fault = fault;
    this.inWords = inWords;
  }

  Fault fault() {
    return fault;
  }

  String inWords() {
    return inWords;
  }

  /** Whether all parts share a process. */
  boolean isOfTheWhole() {
    return this == WHOLE;
  }

  /** Whether recovery shows in scores and not in forecasts. */
  boolean showsInScores() {
    return this == SERVE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads {@code all} or names with commas between.
   *
   * @throws IllegalArgumentException naming what there is
   */
  public static Set<FaultKind> parse(String text) {
    if (text.strip().equals("all")) {
      return EnumSet.allOf(FaultKind.class);
    }
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    for (String name : text.split(",", -1)) {
      kinds.add(
          Arrays.stream(values())
              .filter(kind -> kind.toString().equals(name.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "'%s' is no fault; there are %s".formatted(name.strip(), names()))));
    }
    return kinds;
  }

  static String names() {
    return "all, "
        + Arrays.stream(values()).map(FaultKind::toString).collect(Collectors.joining(", "));
  }
}
