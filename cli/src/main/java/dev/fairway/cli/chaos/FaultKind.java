package dev.fairway.cli.chaos;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The faults by the names they are asked for, in the order of the plants that they strike. */
public enum FaultKind {
  WHOLE(PlantKind.TOGETHER, new KilledPart(Part.WHOLE), "the whole in one process, kill -9"),
  OPERATOR(PlantKind.APART, new FailedOperator(), "an exception in an operator of the job"),
  JOB(PlantKind.APART, new KilledPart(Part.JOB), "the job's process, kill -9"),
  FEED(PlantKind.APART, new KilledPart(Part.FEED), "the feed, kill -9"),
  BROKER_RESTART(
      PlantKind.APART, new RestartedPart(Part.BROKER), "the broker, stopped and started"),
  BROKER_KILL(PlantKind.APART, new KilledPart(Part.BROKER), "the broker, kill -9"),
  DIFFUSION_KILL(PlantKind.APART, new KilledPart(Part.DIFFUSION), "the diffusion service, kill -9"),
  DIFFUSION_HANG(PlantKind.APART, new HungPart(Part.DIFFUSION), "the diffusion service, hung"),
  SERVE(PlantKind.APART, new KilledPart(Part.SERVE), "Kafka Streams, kill -9"),
  CHECKPOINT(PlantKind.APART, new TornCheckpoint(), "a checkpoint partly written"),
  TASKMANAGER(
      PlantKind.ON_FLINK, new KilledTaskManager(), "a TaskManager of a Flink cluster, kill -9"),
  RESCALE(PlantKind.ON_FLINK, new Rescaled(), "rescaled on a Flink cluster, to 2 and to 1");

  private final PlantKind plant;
  private final Fault fault;
  private final String inWords;

  FaultKind(PlantKind plant, Fault fault, String inWords) {
    this.plant = plant;
    this.fault = fault;
    this.inWords = inWords;
  }

  Fault fault() {
    return fault;
  }

  String inWords() {
    return inWords;
  }

  /** What it strikes. */
  PlantKind plant() {
    return plant;
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
