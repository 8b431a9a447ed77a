package dev.fairway.cli.audit;

import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What came out for a network, against what its input makes. */
public final class Delivery {

  private static final int HORIZON = 12;

  /** Of a stream that runs: its newest windows may be on one topic and not yet on another. */
  private static final int SETTLING_INTERVALS = 5;

  private final NetworkInput input;
  private final Produced produced;
  private final boolean drained;
  private final MeasuredNetwork measured;
  private final long interval;
  private final Map<Place, Gathered> gathered;
  private final long closedUntil;
  private final Discrepancies unanswered;
  private final Discrepancies intervals = new Discrepancies();
  private final Discrepancies forecasts = new Discrepancies();
  private final Discrepancies scores = new Discrepancies();
  private long readings;
  private long expectedIntervals;
  private long expectedForecasts;
  private long expectedScores;
  private int windows;

  /**
   * @param letters dead letters that the input has not used up
   * @param drained whether all that the input makes must be out; else only what is old enough
   */
  Delivery(NetworkInput input, Produced produced, int letters, boolean drained) {
    this.input = input;
    this.produced = produced;
    this.drained = drained;
    this.measured = input.measured();
    this.interval = measured.interval().toSeconds();
    this.gathered = input.expected().gathered();
    this.closedUntil = input.closedUntil();
    this.unanswered = drained ? input.expected().unanswered() : new Discrepancies();
    for (int i = 0; i < letters; i++) {
      unanswered.doubled("a dead letter of no record, or its second");
    }
    judgeIntervals();
    judgeForecasts();
    judgeScores();
  }

  private void judgeIntervals() {
    gathered.forEach(
        (place, expected) -> {
          if (isClosed(place.start()) || produced.intervals().containsKey(place)) {
            readings += expected.taken();
            expectedIntervals++;
            judge(place, expected, produced.intervals().getOrDefault(place, List.of()));
          }
        });
    Set<Place> madeOfNothing = new HashSet<>(produced.intervals().keySet());
    madeOfNothing.removeAll(gathered.keySet());
    madeOfNothing.forEach(place -> intervals.wrong(place + ": of no reading"));
  }

  private void judge(Place place, Gathered expected, List<Gathered> found) {
    if (found.isEmpty()) {
      if (isDue(place.start() + interval)) {
        intervals.lost(place.toString());
      }
      return;
    }
    if (found.size() > 1) {
      intervals.doubled("%s: %d times".formatted(place, found.size()));
    }
    Gathered first = found.get(0);
    if (first.taken() < expected.taken()) {
      intervals.lost("%s: %d of %d readings".formatted(place, first.taken(), expected.taken()));
    } else if (first.taken() > expected.taken()) {
      intervals.doubled(
          "%s: %d readings, not %d".formatted(place, first.taken(), expected.taken()));
    } else if (!first.agrees(expected)) {
      intervals.wrong("%s: %s, not %s".formatted(place, first, expected));
    }
  }

  private void judgeForecasts() {
    Set<Produced.Issued> all = new HashSet<>();
    for (long issue : issues()) {
      windows++;
      for (Channel channel : measured.channels()) {
        if (channel.forecast()) {
          measured
              .network()
              .sites()
              .forEach(site -> all.add(new Produced.Issued(site.id(), channel.name(), issue)));
        }
      }
    }
    expectedForecasts = all.size();
    for (Produced.Issued expected : all) {
      if (!produced.forecasts().containsKey(expected) && isDue(expected.issue())) {
        forecasts.lost(expected.toString());
      }
    }
    produced
        .forecasts()
        .forEach(
            (issued, times) -> {
              if (times > 1) {
                forecasts.doubled("%s: %d times".formatted(issued, times));
              }
              if (!all.contains(issued)) {
                forecasts.wrong(issued + ": of no window");
              }
            });
  }

  private Set<Long> issues() {
    NavigableMap<Long, Boolean> observed = new TreeMap<>();
    gathered.forEach(
        (place, of) -> observed.merge(place.start(), !of.values().isEmpty(), Boolean::logicalOr));
    return new TreeSet<>(ExpectedWindows.issues(observed, interval, closedUntil));
  }

  private void judgeScores() {
    Set<Produced.Scored> all = new HashSet<>();
    for (Produced.Issued issued : produced.forecasts().keySet()) {
      for (int horizon = 1; horizon <= HORIZON; horizon++) {
        long target = issued.issue() + (horizon - 1) * interval;
        Gathered truth = gathered.get(new Place(issued.site(), target));
        if (truth != null && isClosed(target) && truth.values().containsKey(issued.channel())) {
          all.add(new Produced.Scored(issued.site(), issued.channel(), target, horizon));
        }
      }
    }
    expectedScores = all.size();
    for (Produced.Scored expected : all) {
      // While the stream runs, scores may be minutes behind.
      if (drained && !produced.scores().containsKey(expected)) {
        scores.lost(expected.toString());
      }
    }
    produced
        .scores()
        .forEach(
            (scored, times) -> {
              if (times > 1) {
                scores.doubled("%s: %d times".formatted(scored, times));
              }
              if (!all.contains(scored)) {
                scores.wrong(scored + ": of no forecast");
              }
            });
  }

  private boolean isClosed(long start) {
    return start + interval <= closedUntil;
  }

  /**
   * @param end of a closed interval, Unix s
   */
  private boolean isDue(long end) {
    return drained || end <= produced.newestIssue() - SETTLING_INTERVALS * interval;
  }

  /** Of readings that came to nothing, and of dead letters. */
  public Discrepancies unanswered() {
    return unanswered;
  }

  public Discrepancies intervals() {
    return intervals;
  }

  public Discrepancies forecasts() {
    return forecasts;
  }

  public Discrepancies scores() {
    return scores;
  }

  public long lost() {
    return unanswered.lost() + intervals.lost() + forecasts.lost() + scores.lost();
  }

  public long doubled() {
    return unanswered.doubled() + intervals.doubled() + forecasts.doubled() + scores.doubled();
  }

  public long wrong() {
    return intervals.wrong() + forecasts.wrong() + scores.wrong();
  }

  /** Windows that the input makes. */
  public int windows() {
    return windows;
  }

  public boolean isExact() {
    return lost() + doubled() + wrong() == 0;
  }

  /** Lines for a terminal. */
  public String describe() {
    return """
          records that went in         %,d, heartbeats included: %s
          readings in closed intervals %,d
          site intervals               %,d, %s
          forecasts                    %,d in %,d windows, %s
          scores                       %,d, %s
        """
        .formatted(
            input.records(),
            unanswered.none() ? "counted or refused" : unanswered.describe(),
            readings,
            expectedIntervals,
            intervals.describe(),
            expectedForecasts,
            windows,
            forecasts.describe(),
            expectedScores,
            scores.describe());
  }
}
