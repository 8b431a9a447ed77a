package dev.fairway.diffusion.augment;

import dev.fairway.series.Calendar;
import dev.fairway.series.MeasuredNetwork;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What tells one stratum from another: all that a series says of a cell beside its value. */
public enum Dimension {
  SITE {
    @Override
    int size(MeasuredNetwork measured) {
      return measured.network().size();
    }

    @Override
    int index(Calendar calendar, int slotOfWeek, int site) {
      return site;
    }

    @Override
    String name(MeasuredNetwork measured, int index) {
      return "site " + measured.network().sites().get(index).id();
    }
  },
  /** Of the day, by the clocks on the wall; that in which an interval starts. */
  HOUR {
    @Override
    int size(MeasuredNetwork measured) {
      return HOURS;
    }

    @Override
    int index(Calendar calendar, int slotOfWeek, int site) {
      long second = slotOfWeek % calendar.slotsPerDay() * calendar.interval().toSeconds();
      return (int) (second / Duration.ofHours(1).toSeconds());
    }

    @Override
    String name(MeasuredNetwork measured, int index) {
      return "%02d h".formatted(index);
    }
  },
  WEEKDAY {
    @Override
    int size(MeasuredNetwork measured) {
      return DayOfWeek.values().length;
    }

    @Override
    int index(Calendar calendar, int slotOfWeek, int site) {
      return slotOfWeek / calendar.slotsPerDay();
    }

    @Override
    String name(MeasuredNetwork measured, int index) {
      return DayOfWeek.of(index + 1).name().toLowerCase(Locale.ROOT);
    }
  },
  /** Working day or weekend. */
  WEEKEND {
    @Override
    int size(MeasuredNetwork measured) {
      return 2;
    }

    @Override
    int index(Calendar calendar, int slotOfWeek, int site) {
      return slotOfWeek / calendar.slotsPerDay() < WORKING_DAYS ? 0 : 1;
    }

    @Override
    String name(MeasuredNetwork measured, int index) {
      return index == 0 ? "working day" : "weekend";
    }
  };

  private static final int HOURS = 24;
  private static final int WORKING_DAYS = 5;

  /** How many there are of it. */
  abstract int size(MeasuredNetwork measured);

  /**
   * Which one a cell has.
   *
   * @param slotOfWeek see {@link Calendar#slotOfWeek}
   */
  abstract int index(Calendar calendar, int slotOfWeek, int site);

  /** One of them, for people. */
  abstract String name(MeasuredNetwork measured, int index);

  /**
   * @throws IllegalArgumentException if no series has such a dimension: it tells of no vessel class
   *     or weather, only of sites and times
   */
  public static Dimension of(String word) {
    return Arrays.stream(values())
        .filter(dimension -> dimension.toString().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + word
                        + "' is nothing that a series tells of a cell; it tells "
                        + Arrays.stream(values())
                            .map(Dimension::toString)
                            .collect(Collectors.joining(", "))));
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
