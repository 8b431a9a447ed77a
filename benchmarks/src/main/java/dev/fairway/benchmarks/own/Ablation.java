package dev.fairway.benchmarks.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.forecast.ModernConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The modern form with one part changed, all else as it is.
 *
 * @param name as tables show it
 * @param changes the keys that differ, as JSON
 */
public record Ablation(String name, String changes) {

  /** The form with every part: what the others are compared with. */
  public static final String FULL = "modern";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final List<Ablation> OF_CONFIG =
      List.of(
          new Ablation("without-site-embedding", "{\"siteEmbedding\": 0}"),
          new Ablation("without-time-of-day", "{\"timeOfDayEmbedding\": 0}"),
          new Ablation("without-day-of-week", "{\"dayOfWeekEmbedding\": 0}"),
          // There is no season to be the anchor, then.
          new Ablation("without-seasons", "{\"seasons\": false, \"anchor\": \"last\"}"),
          new Ablation("without-marks", "{\"missingMarks\": false}"),
          new Ablation("without-graph", "{\"diffusionHops\": 0}"),
          new Ablation("one-direction", "{\"bothDirections\": false}"),
          new Ablation("without-learned-adjacency", "{\"clusters\": 0}"),
          new Ablation("without-skips", "{\"skips\": false}"),
          new Ablation("without-normalisation", "{\"normalised\": false}"),
          new Ablation("without-dropout", "{\"dropout\": 0}"),
          new Ablation("anchor-none", "{\"anchor\": \"none\", \"trust\": false}"),
          new Ablation("anchor-last", "{\"anchor\": \"last\"}"),
          new Ablation("without-trust", "{\"trust\": false}"),
          new Ablation("dilated", "{\"temporal\": \"dilated\"}"));

  /**
   * The full form, then each without a part: of its configuration, and of its training the average
   * of the weights.
   *
   * @param threads of one operation
   */
  public static List<Contender> all(int threads, Clock clock, String command) {
    Training full = Training.of(ModernConfig.standard(), threads, clock, command);
    List<Contender> all = new ArrayList<>();
    all.add(new TrainedContender(FULL, full));
    for (Ablation ablation : OF_CONFIG) {
      all.add(
          new TrainedContender(
              ablation.name(),
              Training.of(ablation.of(ModernConfig.standard()), threads, clock, command)));
    }
    all.add(new TrainedContender("without-weight-average", full.withoutWeightAverage()));
    return all;
  }

  /**
   * @throws IllegalArgumentException if a key is unknown, or the parts do not go together
   */
  ForecasterConfig of(ForecasterConfig config) {
    try {
      ObjectNode keys = JSON.valueToTree(config);
      JsonNode changed = JSON.readerForUpdating(keys).readValue(changes);
      return JSON.treeToValue(changed, ForecasterConfig.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name + ": " + e.getOriginalMessage(), e);
    }
  }
}
