package dev.fairway.diffusion.service;

import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.provenance.BundleException;
import dev.fairway.series.MeasuredNetwork;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The models that serve, one for each network. A model may be replaced while it is in use: who has
 * borrowed it goes on with it, and it is freed when the last of them is done.
 */
public final class ModelShelf implements AutoCloseable {

  private final EvaluationLanes lanes;
  private final Map<String, NetworkModels> byNetwork = new HashMap<>();

  /**
   * @param workers batches that are computed at a time
   */
  public ModelShelf(int workers, MeterRegistry meters) {
    this.lanes = new EvaluationLanes(workers, meters);
  }

  int workers() {
    return lanes.lanes();
  }

  /**
   * Opens a bundle, checks every file of it, and lets it serve its network from now on.
   *
   * @return the model's id
   * @throws BundleException if it is no sound diffusion bundle; what served before still does
   */
  public String load(Path bundle) throws BundleException, IOException {
    SharedModel opened = SharedModel.open(bundle, lanes);
    String id = opened.model().id();
    put(opened);
    return id;
  }

  private synchronized void put(SharedModel opened) {
    NetworkModels before =
        byNetwork.putIfAbsent(opened.model().measured().network().id(), new NetworkModels(opened));
    if (before != null) {
      before.replace(opened);
    }
  }

  /**
   * The model of a network.
   *
   * @param hash empty: the network that the model was trained on
   * @throws io.grpc.StatusRuntimeException FAILED_PRECONDITION if there is no model yet, or no
   *     network of this hash
   */
  ModelLease borrow(String network, String hash) {
    return models(network).borrow(hash);
  }

  /** As {@link NetworkModels#register}. */
  List<String> register(MeasuredNetwork measured) {
    return models(measured.network().id()).register(measured);
  }

  List<String> registered(String network) {
    return models(network).registered();
  }

  private synchronized NetworkModels models(String network) {
    NetworkModels models = byNetwork.get(network);
    if (models == null) {
      throw Refusals.because(Refusal.NO_MODEL, "no model for network " + network + " yet");
    }
    return models;
  }

  /** Ids of the networks that are served. */
  public synchronized List<String> networks() {
    return byNetwork.keySet().stream().sorted().toList();
  }

  @Override
  public synchronized void close() {
    byNetwork.values().forEach(NetworkModels::release);
    byNetwork.clear();
    lanes.close();
  }
}
