package dev.fairway.diffusion.service;

import dev.fairway.contract.Refusals;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.diffusion.denoise.SiteVectors;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.MeasuredNetwork;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What serves one network: its model as it was trained, and the same weights on the other forms of
 * the network that callers have sent. The forms outlive a change of the model; of many, those that
 * were not asked for longest are forgotten.
 */
final class NetworkModels {

  /** A network changes rarely; this many callers may be at odds about what it looks like. */
  static final int REMEMBERED = 8;

  private final Map<String, MeasuredNetwork> sent = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, SharedModel> onSent = new HashMap<>();
  private SharedModel trained;

  /**
   * @param trained becomes this object's own
   */
  NetworkModels(SharedModel trained) {
    this.trained = trained;
  }

  /** Lets a model serve in place of the one before. */
  synchronized void replace(SharedModel next) {
    release();
    trained = next;
  }

  /**
   * @param hash of the network; empty: the one that the model was trained on
   */
  synchronized ModelLease borrow(String hash) {
    TrafficNetwork own = trained.model().measured().network();
    if (hash.isEmpty() || hash.equals(own.hash())) {
      return trained.lease();
    }
    MeasuredNetwork network = sent.get(hash);
    if (network == null) {
      throw Refusals.because(
          Refusal.UNKNOWN_NETWORK,
          "network %s of hash '%s' is not known here, the model's is '%s': send it with RegisterNetwork"
              .formatted(own.id(), hash, own.hash()));
    }
    return onSent.computeIfAbsent(hash, unseen -> trained.on(network)).lease();
  }

  /**
   * Remembers a form of the network.
   *
   * @return ids of the sites that the model has not seen
   * @throws IllegalArgumentException if the network is measured in another way than the model's
   */
  synchronized List<String> register(MeasuredNetwork network) {
    MeasuredNetwork own = trained.model().measured();
    String hash = network.network().hash();
    if (!hash.equals(own.network().hash()) && !sent.containsKey(hash)) {
      onSent.put(hash, trained.on(network));
      sent.put(hash, network);
      forgetOldest();
    }
    return SiteVectors.unknown(own.network(), network.network());
  }

  private void forgetOldest() {
    if (sent.size() > REMEMBERED) {
      String oldest = sent.keySet().iterator().next();
      sent.remove(oldest);
      SharedModel forgotten = onSent.remove(oldest);
      if (forgotten != null) {
        forgotten.release();
      }
    }
  }

  /** Hashes of the networks that were sent and are remembered. */
  synchronized List<String> registered() {
    return sent.keySet().stream().sorted().toList();
  }

  /** Ends this object's use of its models; who has borrowed one goes on with it. */
  synchronized void release() {
    trained.release();
    onSent.values().forEach(SharedModel::release);
    onSent.clear();
  }
}
