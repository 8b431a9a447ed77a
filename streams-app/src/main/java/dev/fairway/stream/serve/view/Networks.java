package dev.fairway.stream.serve.view;

import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.stream.serve.topology.Store;
import java.util.Comparator;
import java.util.List;

/** Answers about the networks themselves. */
public final class Networks {

  private final StateStores stores;

  public Networks(StateStores stores) {
    this.stores = stores;
  }

  public List<NetworkSummary> list() {
    return Ranges.all(stores.read(Store.NETWORKS)).stream()
        .map(entry -> NetworkSummary.of(entry.value))
        .sorted(Comparator.comparing(NetworkSummary::id))
        .toList();
  }

  public GeoNetwork geo(String network) {
    return GeoNetwork.of(definition(network));
  }

  /**
   * @throws UnknownNameException if there is none of that id
   */
  NetworkDefinition definition(String network) {
    NetworkDefinition found = stores.read(Store.NETWORKS).get(network);
    if (found == null) {
      throw new UnknownNameException("There is no network '" + network + "'");
    }
    return found;
  }

  /** As {@link #definition}, for answers that need nothing of it. */
  public void require(String network) {
    definition(network);
  }
}
