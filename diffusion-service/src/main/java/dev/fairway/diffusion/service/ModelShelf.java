package dev.fairway.diffusion.service;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.provenance.BundleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The models that serve, one for each network. A model may be replaced while it is in use: who has
 * borrowed it goes on with it, and it is freed when the last of them is done.
 */
public final class ModelShelf implements AutoCloseable {

  private final Map<String, Shelved> byNetwork = new ConcurrentHashMap<>();

  /** A model that stays usable until this is closed. */
  public static final class Lease implements AutoCloseable {

    private final Shelved shelved;
    private final AtomicBoolean returned = new AtomicBoolean();

    private Lease(Shelved shelved) {
      this.shelved = shelved;
    }

    public DiffusionModel model() {
      return shelved.model;
    }

    @Override
    public void close() {
      if (returned.compareAndSet(false, true)) {
        shelved.release();
      }
    }
  }

  private static final class Shelved {

    private final DiffusionModel model;
    // The shelf itself is the first user.
    private final AtomicInteger users = new AtomicInteger(1);

    Shelved(DiffusionModel model) {
      this.model = model;
    }

    boolean acquire() {
      return users.updateAndGet(n -> n == 0 ? 0 : n + 1) > 0;
    }

    void release() {
      if (users.decrementAndGet() == 0) {
        model.close();
      }
    }
  }

  /**
   * Opens a bundle, checks every file of it, and lets it serve its network from now on.
   *
   * @return the model's id
   * @throws BundleException if it is no sound diffusion bundle; what served before still does
   */
  public String load(Path bundle) throws BundleException, IOException {
    DiffusionModel model = DiffusionModel.open(bundle);
    Shelved before = byNetwork.put(model.measured().network().id(), new Shelved(model));
    if (before != null) {
      before.release();
    }
    return model.id();
  }

  /** The model of a network; empty if there is none yet. */
  public Optional<Lease> borrow(String network) {
    Shelved shelved = byNetwork.get(network);
    while (shelved != null && !shelved.acquire()) {
      // Replaced and freed between the look and the grasp: there is a newer one, or none.
      shelved = byNetwork.get(network);
    }
    return Optional.ofNullable(shelved).map(Lease::new);
  }

  /** Ids of the networks that are served. */
  public List<String> networks() {
    return byNetwork.keySet().stream().sorted().toList();
  }

  @Override
  public void close() {
    byNetwork
        .keySet()
        .forEach(
            network -> Optional.ofNullable(byNetwork.remove(network)).ifPresent(Shelved::release));
  }
}
