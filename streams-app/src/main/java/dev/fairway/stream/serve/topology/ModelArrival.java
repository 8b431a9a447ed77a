package dev.fairway.stream.serve.topology;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.stream.serve.state.ModelState;
import dev.fairway.stream.serve.state.TrainingPoint;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Follows each network's models: what trains, and what serves. */
final class ModelArrival implements Processor<byte[], byte[], byte[], byte[]> {

  private static final int TRAINING_POINTS = 200;

  private final Activity activity;
  private Inbound<ModelEvent> inbound;
  private KeyValueStore<String, ModelState> models;

  ModelArrival(Activity activity) {
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    inbound = new Inbound<>(Topic.MODELS, Checks::model, context);
    models = Store.MODELS.in(context);
  }

  @Override
  public void process(Record<byte[], byte[]> found) {
    inbound.read(found).ifPresent(this::remember);
  }

  private void remember(ModelEvent event) {
    String key = StoreKeys.site(event.getNetwork(), event.getRole().name());
    ModelState known = models.get(key);
    ModelState.Builder next = known == null ? ModelState.newBuilder() : known.toBuilder();
    if (event.getStatus() == ModelEvent.Status.PROMOTED) {
      next.setServing(event);
    }
    if (event.getStatus() == ModelEvent.Status.TRAINING) {
      addPoint(next, event);
    }
    models.put(key, next.setNewest(event).build());
    activity.model(event);
  }

  private static void addPoint(ModelState.Builder state, ModelEvent event) {
    List<TrainingPoint> points = List.copyOf(state.getTrainingList());
    boolean another =
        !points.isEmpty() && event.getProgress() < points.get(points.size() - 1).getProgress();
    state.clearTraining();
    if (!another) {
      state.addAllTraining(
          points.subList(Math.max(0, points.size() + 1 - TRAINING_POINTS), points.size()));
    }
    state.addTraining(
        TrainingPoint.newBuilder().setProgress(event.getProgress()).setLoss(event.getLoss()));
  }
}
