package dev.fairway.stream.serve.view;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.stream.serve.state.Refusals;
import dev.fairway.stream.serve.topology.Store;
import dev.fairway.stream.serve.topology.StoreKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;

/** Answers about dead letters. */
public final class Refused {

  private record Kind(String network, String reason) {}

  private final StateStores stores;

  public Refused(StateStores stores) {
    this.stores = stores;
  }

  /** Of every network, and of none (the empty one); the most frequent reason first. */
  public List<RefusalView> all() {
    TreeMap<Kind, RefusalView> views =
        new TreeMap<>(Comparator.comparing(Kind::network).thenComparing(Kind::reason));
    for (KeyValue<String, Refusals> entry : Ranges.all(stores.read(Store.REFUSALS))) {
      List<String> parts = StoreKeys.split(entry.key);
      Kind kind = new Kind(parts.get(0), parts.get(1));
      views.merge(kind, view(kind, entry.value), Refused::plus);
    }
    return views.values().stream()
        .sorted(Comparator.comparing(RefusalView::count).reversed())
        .toList();
  }

  public List<RefusalView> of(String network) {
    return all().stream().filter(r -> r.network().equals(network)).toList();
  }

  private static RefusalView view(Kind kind, Refusals refusals) {
    return new RefusalView(
        kind.network(),
        kind.reason(),
        refusals.getCount(),
        refusals.getExamplesList().stream().map(Refused::example).toList());
  }

  private static RefusalView plus(RefusalView a, RefusalView b) {
    List<RefusalView.Example> examples = new ArrayList<>(a.examples());
    examples.addAll(b.examples());
    return new RefusalView(a.network(), a.reason(), a.count() + b.count(), examples);
  }

  private static RefusalView.Example example(DeadLetter letter) {
    return new RefusalView.Example(
        letter.getSource(),
        letter.getLine(),
        letter.getDetail(),
        letter.getRaw().toStringUtf8(),
        letter.hasTime() ? Times.toInstant(letter.getTime()) : null);
  }
}
