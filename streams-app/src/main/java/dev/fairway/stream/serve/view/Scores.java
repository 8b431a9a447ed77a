package dev.fairway.stream.serve.view;

import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.stream.serve.state.ScoreSums;
import dev.fairway.stream.serve.topology.ScoreKind;
import dev.fairway.stream.serve.topology.Store;
import dev.fairway.stream.serve.topology.StoreKeys;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers about how good the forecasts turned out to be. */
public final class Scores {

  /** Models that are no models. */
  private static final Set<String> BASELINES = Set.of("last-value", "seasonal");

  private final StateStores stores;
  private final Networks networks;

  public Scores(StateStores stores) {
    this.stores = stores;
    this.networks = new Networks(stores);
  }

  /**
   * By channel, model, fallback and horizon.
   *
   * @throws UnknownNameException if there is no such network
   */
  public List<ScoreView> of(String network) {
    Map<String, String> units = new HashMap<>();
    for (NetworkDefinition.Channel c : networks.definition(network).getChannelsList()) {
      units.put(c.getName(), c.getUnit());
    }
    Map<ScoreKind, ScoreSums> sums = new HashMap<>();
    Ranges.of(stores.read(Store.SUMS), network)
        .forEach(e -> sums.merge(StoreKeys.scoreKind(e.key), e.value, Scores::plus));
    return sums.entrySet().stream()
        .map(e -> view(e.getKey(), e.getValue(), units.getOrDefault(e.getKey().channel(), "")))
        .sorted(
            Comparator.comparing(ScoreView::channel)
                .thenComparing(ScoreView::learned)
                .thenComparing(ScoreView::model)
                .thenComparing(ScoreView::fallback)
                .thenComparing(ScoreView::horizon))
        .toList();
  }

  private static ScoreSums plus(ScoreSums a, ScoreSums b) {
    return ScoreSums.newBuilder()
        .setCount(a.getCount() + b.getCount())
        .setAbsoluteError(a.getAbsoluteError() + b.getAbsoluteError())
        .setSquaredError(a.getSquaredError() + b.getSquaredError())
        .setCrps(a.getCrps() + b.getCrps())
        .setCovered(a.getCovered() + b.getCovered())
        .setNominalCoverage(a.getNominalCoverage() + b.getNominalCoverage())
        .setWidth(a.getWidth() + b.getWidth())
        .setLastTarget(Math.max(a.getLastTarget(), b.getLastTarget()))
        .build();
  }

  private static ScoreView view(ScoreKind kind, ScoreSums sums, String unit) {
    double n = sums.getCount();
    return new ScoreView(
        kind.channel(),
        unit,
        kind.model(),
        !BASELINES.contains(kind.model()),
        kind.fallback(),
        kind.horizon(),
        sums.getCount(),
        sums.getAbsoluteError() / n,
        Math.sqrt(sums.getSquaredError() / n),
        sums.getCrps() / n,
        sums.getCovered() / n,
        sums.getNominalCoverage() / n,
        sums.getWidth() / n,
        Instant.ofEpochSecond(sums.getLastTarget()));
  }
}
