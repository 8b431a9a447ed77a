package dev.fairway.stream.serve.topology;

import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.stream.serve.Retention;
import java.time.Instant;
import java.util.List;

/** What a record must say to be of use here: see {@link Inbound.Check}. */
final class Checks {

  static void forecast(Forecast f) throws MalformedRecordException {
    name("network", f.getNetwork());
    name("site", f.getSite());
    name("channel", f.getChannel());
    name("model", f.getModel());
    that(f.getIntervalSeconds() > 0, "intervalSeconds", f.getIntervalSeconds());
    that(f.hasIssueTime() && f.getIssueTime().getSeconds() >= 0, "issueTime", f.getIssueTime());
    that(f.getStepsCount() > 0, "steps", "none");
    levels(f.getQuantileLevelsList());
    Instant issue = Times.toInstant(f.getIssueTime());
    for (ForecastStep step : f.getStepsList()) {
      int h = step.getHorizon();
      that(h >= 1 && h <= Retention.HORIZON, "horizon", h);
      Instant target = issue.plusSeconds((long) (h - 1) * f.getIntervalSeconds());
      that(
          Times.toInstant(step.getTargetTime()).equals(target),
          "targetTime of horizon " + h,
          Times.toInstant(step.getTargetTime()) + ", not " + target);
      that(Double.isFinite(step.getMean()), "mean of horizon " + h, step.getMean());
      that(
          step.getQuantilesCount() == f.getQuantileLevelsCount()
              && step.getQuantilesList().stream().allMatch(Double::isFinite),
          "quantiles of horizon " + h,
          step.getQuantilesList());
    }
  }

  static void interval(SiteInterval i) throws MalformedRecordException {
    name("network", i.getNetwork());
    name("site", i.getSite());
    that(i.getIntervalSeconds() > 0, "intervalSeconds", i.getIntervalSeconds());
    that(
        i.hasIntervalStart() && i.getIntervalStart().getSeconds() >= 0,
        "intervalStart",
        i.getIntervalStart());
    for (var value : i.getValuesMap().entrySet()) {
      name("channel", value.getKey());
      that(Double.isFinite(value.getValue()), value.getKey(), value.getValue());
    }
  }

  static void network(NetworkDefinition n) throws MalformedRecordException {
    name("network", n.getNetwork());
    that(n.getIntervalSeconds() > 0, "intervalSeconds", n.getIntervalSeconds());
  }

  static void model(ModelEvent e) throws MalformedRecordException {
    name("network", e.getNetwork());
    that(e.getRole() != ModelEvent.Role.UNRECOGNIZED, "role", e.getRoleValue());
    that(e.getStatus() != ModelEvent.Status.UNRECOGNIZED, "status", e.getStatusValue());
  }

  static void deadLetter(DeadLetter d) throws MalformedRecordException {
    that(d.getReason() != DeadLetter.Reason.UNRECOGNIZED, "reason", d.getReasonValue());
    that(d.getNetwork().indexOf('\0') < 0, "network", "a name with a NUL");
  }

  private static void levels(List<Double> levels) throws MalformedRecordException {
    double below = 0;
    for (double level : levels) {
      that(level > below && level < 1, "quantileLevels", levels);
      below = level;
    }
  }

  private static void name(String field, String value) throws MalformedRecordException {
    that(!value.isBlank() && value.indexOf('\0') < 0, field, "'" + value + "'");
  }

  private static void that(boolean holds, String field, Object value)
      throws MalformedRecordException {
    if (!holds) {
      throw new MalformedRecordException(field + " is " + value);
    }
  }

  private Checks() {}
}
