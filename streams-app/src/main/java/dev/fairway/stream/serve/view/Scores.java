package dev.fairway.stream.serve.view;

import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.stream.serve.state.HorizonSums;
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
import org.apache.kafka.streams.KeyValue;

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
    Map<Cells, HorizonSums> sums = new HashMap<>();
    for (KeyValue<String, ScoreSums> e : Ranges.of(stores.read(Store.SUMS), network)) {
      for (HorizonSums sum : e.value.getHorizonsList()) {
        Cells cells = new Cells(StoreKeys.scoreKind(e.key), sum.getHorizon());
        sums.merge(cells, sum, Scores::plus);
      }
    }
    return sums.entrySet().stream()
        .map(e -> view(e.getKey().kind(), e.getValue(), units))
        .sorted(
            Comparator.comparing(ScoreView::channel)
                .thenComparing(ScoreView::learned)
                .thenComparing(ScoreView::model)
                .thenComparing(ScoreView::fallback)
                .thenComparing(ScoreView::horizon))
        .toList();
  }

  /** What is scored as one. */
  private record Cells(ScoreKind kind, int horizon) {}

  private static HorizonSums plus(HorizonSums a, HorizonSums b) {
    return HorizonSums.newBuilder()
        .setHorizon(a.getHorizon())
        .setCount(a.getCount() + b.getCount())
        .setAbsoluteError(a.getAbsoluteError() + b.getAbsoluteError())
        .setSquaredError(a.getSquaredError() + b.getSquaredError())
        .setCrps(a.getCrps() + b.getCrps())
        .setCovered(a.getCovered() + b.getCovered())
        .setNominalCoverage(a.getNominalCoverage() + b.getNominalCoverage())
        .setWidth(a.getWidth() + b.getWidth())
        .setLastTarget(Math.max(a.getLastTarget(), b.getLastTarget()))
        .setComparedCount(a.getComparedCount() + b.getComparedCount())
        .setComparedAbsoluteError(a.getComparedAbsoluteError() + b.getComparedAbsoluteError())
        .setLastValueAbsoluteError(a.getLastValueAbsoluteError() + b.getLastValueAbsoluteError())
        .build();
  }

  private static ScoreView view(ScoreKind kind, HorizonSums sums, Map<String, String> units) {
    double n = sums.getCount();
    return new ScoreView(
        kind.channel(),
        units.getOrDefault(kind.channel(), ""),
        kind.model(),
        !BASELINES.contains(kind.model()),
        kind.fallback(),
        sums.getHorizon(),
        sums.getCount(),
        sums.getAbsoluteError() / n,
        Math.sqrt(sums.getSquaredError() / n),
        sums.getCrps() / n,
        sums.getCovered() / n,
        sums.getNominalCoverage() / n,
        sums.getWidth() / n,
        Instant.ofEpochSecond(sums.getLastTarget()),
        persistence(sums));
  }

  private static ScoreView.Persistence persistence(HorizonSums sums) {
    double n = sums.getComparedCount();
    if (n == 0) {
      return null;
    }
    double model = sums.getComparedAbsoluteError() / n;
    double lastValue = sums.getLastValueAbsoluteError() / n;
    return new ScoreView.Persistence(
        sums.getComparedCount(), model, lastValue, lastValue == 0 ? null : 1 - model / lastValue);
  }
}
