package dev.fairway.cli.train;

import dev.fairway.contract.CompactedTopic;
import dev.fairway.contract.NetworkReader;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One training from history to announcement: what all models have in common. */
public final class Training implements AutoCloseable {

  private final TrainingRequest request;
  private final ModelEvent.Role role;
  private final ModelAnnouncer announcer;

  public Training(TrainingRequest request, ModelEvent.Role role, Clock clock) {
    this.request = request;
    this.role = role;
    this.announcer = new ModelAnnouncer(request.kafka(), request.network(), role, clock);
  }

  /**
   * What was measured up to the end that was asked for; waits until the stream is there.
   *
   * @throws IllegalArgumentException if there is no such network
   */
  public TrafficSeries history() throws InterruptedException {
    announcer.training(0, 0, "reading the history up to " + request.until());
    Map<String, MeasuredNetwork> networks = NetworkReader.read(request.kafka());
    MeasuredNetwork measured = networks.get(request.network());
    if (measured == null) {
      throw new IllegalArgumentException(
          "--network "
              + request.network()
              + " is not on "
              + request.kafka()
              + ", which has "
              + networks.keySet());
    }
    return new IntervalHistory(request.kafka())
        .read(measured, request.until(), Thread::interrupted);
  }

  /** The bundle of a role that runs on this network now. */
  public Optional<ModelBundle> champion(ModelEvent.Role wanted)
      throws BundleException, IOException {
    ModelEvent event =
        CompactedTopic.read(
                request.kafka(), Topic.MODELS, new RecordCodec<>(ModelEvent.getDefaultInstance()))
            .get(ModelAnnouncer.key(request.network(), wanted, ModelEvent.Status.PROMOTED));
    return event == null
        ? Optional.empty()
        : Optional.of(ModelBundle.open(Path.of(event.getBundle())));
  }

  public ModelAnnouncer announcer() {
    return announcer;
  }

  public Path bundles() {
    return request.out();
  }

  public Path checkpoints() {
    return request.out().resolve("checkpoints");
  }

  /** What the card names as having made the model. */
  public String command() {
    return "fairway train %s --network %s --until %s --seed %d"
        .formatted(
            role.name().toLowerCase(Locale.ROOT),
            request.network(),
            request.until(),
            request.seed());
  }

  @Override
  public void close() {
    announcer.close();
  }
}
