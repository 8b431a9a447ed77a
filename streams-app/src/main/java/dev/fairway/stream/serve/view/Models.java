package dev.fairway.stream.serve.view;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.stream.serve.state.ModelState;
import dev.fairway.stream.serve.topology.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Answers about models. */
public final class Models {

  private final StateStores stores;

  public Models(StateStores stores) {
    this.stores = stores;
  }

  public List<ModelView> all() {
    return Ranges.all(stores.read(Store.MODELS)).stream()
        .map(entry -> view(entry.value))
        .sorted(Comparator.comparing(ModelView::network).thenComparing(ModelView::role))
        .toList();
  }

  public List<ModelView> of(String network) {
    return all().stream().filter(m -> m.network().equals(network)).toList();
  }

  private static ModelView view(ModelState state) {
    ModelEvent newest = state.getNewest();
    ModelEvent serving = state.getServing();
    return new ModelView(
        newest.getNetwork(),
        newest.getRole().name(),
        state.hasServing() ? serving.getModel() : null,
        state.hasServing() ? serving.getScoresMap() : Map.of(),
        state.hasServing() && serving.hasTime() ? Times.toInstant(serving.getTime()) : null,
        newest.getStatus().name(),
        newest.getProgress(),
        newest.getLoss(),
        newest.getMessage(),
        newest.hasTime() ? Times.toInstant(newest.getTime()) : null,
        state.getTrainingList().stream()
            .map(p -> new ModelView.Point(p.getProgress(), p.getLoss()))
            .toList());
  }
}
