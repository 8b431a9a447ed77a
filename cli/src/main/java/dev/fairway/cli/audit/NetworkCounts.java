package dev.fairway.cli.audit;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.SiteInterval;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the topics hold of one network. */
public final class NetworkCounts {

  long readings;
  private long intervals;
  private long counted;
  private long duplicates;
  private long forecasts;
  private final Map<Integer, Integer> forecastsOfWindow = new TreeMap<>();
  private final Map<String, Long> models = new TreeMap<>();
  private final Map<DeadLetter.Reason, Long> deadLetters = new TreeMap<>();

  void add(SiteInterval interval) {
    intervals++;
    counted += interval.getReadings();
    duplicates += interval.getDuplicates();
  }

  void add(Forecast forecast) {
    forecasts++;
    int window = (int) (forecast.getIssueTime().getSeconds() / forecast.getIntervalSeconds());
    forecastsOfWindow.merge(window, 1, Integer::sum);
    models.merge(forecast.getModel(), 1L, Long::sum);
  }

  void add(DeadLetter letter) {
    deadLetters.merge(letter.getReason(), 1L, Long::sum);
  }

  /** Lines for a terminal. */
  public String describe() {
    return """
          readings on the topic        %,d
          counted in intervals         %,d, in %,d site intervals
          repeated, left out           %,d
          dead letters                 %s
          forecasts                    %,d in %,d windows, %s to a window
          by model                     %s
        """
        .formatted(
            readings,
            counted,
            intervals,
            duplicates,
            deadLetters,
            forecasts,
            forecastsOfWindow.size(),
            Set.copyOf(forecastsOfWindow.values()),
            models);
  }
}
