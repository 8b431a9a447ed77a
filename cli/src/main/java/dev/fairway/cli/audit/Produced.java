package dev.fairway.cli.audit;

import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.OutsideInterval;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.contract.v1.StepScore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What came out for a network. */
final class Produced {

  /**
   * @param issue Unix s
   */
  record Issued(String site, String channel, long issue) {
    @Override
    public String toString() {
      return "site %s, %s, issued %s".formatted(site, channel, Instant.ofEpochSecond(issue));
    }
  }

  /**
   * @param target start of the interval that was forecast, Unix s
   */
  record Scored(String site, String channel, long target, int horizon) {
    @Override
    public String toString() {
      return "site %s, %s of %s, %d ahead"
          .formatted(site, channel, Instant.ofEpochSecond(target), horizon);
    }
  }

  private final Map<Place, List<Gathered>> intervals = new HashMap<>();
  private final Map<Issued, Integer> forecasts = new HashMap<>();
  private final Map<Scored, Integer> scores = new HashMap<>();
  private long newestIssue = Long.MIN_VALUE;

  void add(SiteInterval interval) {
    add(
        new Place(interval.getSite(), interval.getIntervalStart().getSeconds()),
        Gathered.of(interval));
  }

  void add(OutsideInterval interval) {
    add(new Place(Place.OUTSIDE, interval.getIntervalStart().getSeconds()), Gathered.of(interval));
  }

  private void add(Place place, Gathered gathered) {
    intervals.computeIfAbsent(place, p -> new ArrayList<>()).add(gathered);
  }

  void add(Forecast forecast) {
    long issue = forecast.getIssueTime().getSeconds();
    newestIssue = Math.max(newestIssue, issue);
    forecasts.merge(new Issued(forecast.getSite(), forecast.getChannel(), issue), 1, Integer::sum);
  }

  void add(Score score) {
    for (StepScore step : score.getStepsList()) {
      scores.merge(
          new Scored(
              score.getSite(),
              score.getChannel(),
              step.getTargetTime().getSeconds(),
              step.getHorizon()),
          1,
          Integer::sum);
    }
  }

  Map<Place, List<Gathered>> intervals() {
    return intervals;
  }

  Map<Issued, Integer> forecasts() {
    return forecasts;
  }

  Map<Scored, Integer> scores() {
    return scores;
  }

  /** Unix s; {@code Long.MIN_VALUE} while there is none. */
  long newestIssue() {
    return newestIssue;
  }
}
