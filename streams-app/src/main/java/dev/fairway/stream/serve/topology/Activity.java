package dev.fairway.stream.serve.topology;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;

/**
 * Told of every record that the topology has read. It lives as long as the process, is for metrics,
 * health and "what has changed", and holds nothing that a restart must know. Called from several
 * threads.
 */
public interface Activity {

  void interval(SiteInterval interval, Admission admission);

  void forecast(Forecast forecast, Admission admission);

  void scored(Score score);

  void deadLetter(DeadLetter letter);

  void model(ModelEvent event);

  void network(NetworkDefinition definition);
}
