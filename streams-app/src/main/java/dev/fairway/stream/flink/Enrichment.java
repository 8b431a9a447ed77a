package dev.fairway.stream.flink;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.EncodeResponse;
import dev.fairway.contract.v1.EncodeSpec;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.contract.v1.ImputeSpec;
import dev.fairway.contract.v1.TrafficWindow;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.WindowSeed;
import java.time.Instant;
import java.util.List;

/** What the diffusion service is asked about a window, and what of its answer can be used. */
final class Enrichment {

  private final MeasuredNetwork measured;

  Enrichment(MeasuredNetwork measured) {
    this.measured = measured;
  }

  /**
   * Asks for a representation where one is wished for, and for imputation where there is a hole.
   */
  EnrichRequest request(WindowQuestion question) {
    WindowReady ready = question.window;
    byte[] marks = new byte[ready.observed.length];
    TrafficWindow.Builder window =
        TrafficWindow.newBuilder()
            .setNetwork(measured.network().id())
            .setNetworkHash(measured.network().hash())
            .setStart(Times.toTimestamp(Instant.ofEpochMilli(ready.start)))
            .setIntervalSeconds(Math.toIntExact(measured.interval().toSeconds()))
            .setChannels(measured.channels().size())
            .setSteps(SnapshotRing.STEPS)
            .setSites(measured.network().size());
    for (int i = 0; i < marks.length; i++) {
      marks[i] = (byte) (ready.observed[i] ? 1 : 0);
      window.addValues(ready.values[i]);
    }
    EnrichRequest.Builder request =
        EnrichRequest.newBuilder()
            .setWindow(window.setObserved(ByteString.copyFrom(marks)))
            .setSeed(WindowSeed.of(measured.network().id(), Instant.ofEpochMilli(ready.start)));
    if (question.representation) {
      request.setEncode(EncodeSpec.getDefaultInstance());
    }
    if (question.imputation()) {
      request.setImpute(ImputeSpec.getDefaultInstance());
    }
    return request.build();
  }

  /** The answer is judged like any input: wrong shapes or values are not used, and that is said. */
  EnrichedWindow accept(WindowQuestion question, EnrichResponse response) {
    EnrichedWindow enriched = EnrichedWindow.without(question.window, "");
    if (question.representation) {
      represent(enriched, response);
    }
    if (question.imputation()) {
      impute(enriched, response);
    }
    return enriched;
  }

  private void represent(EnrichedWindow enriched, EnrichResponse response) {
    if (!response.hasRepresentation()) {
      enriched.problem = "the diffusion service gave no representation";
    } else if (!isUsable(response.getRepresentation())) {
      enriched.problem =
          "the diffusion service's representation of %d x %d with %d values is not one of %d sites"
              .formatted(
                  response.getRepresentation().getSites(),
                  response.getRepresentation().getWidth(),
                  response.getRepresentation().getRepresentationCount(),
                  measured.network().size());
    } else {
      enriched.representation = floats(response.getRepresentation().getRepresentationList());
      enriched.representationModel = response.getRepresentation().getModel();
    }
  }

  private void impute(EnrichedWindow enriched, EnrichResponse response) {
    List<Float> values = response.getImputation().getValuesList();
    if (values.size() == enriched.window.values.length && areFinite(values)) {
      enriched.imputed = impute(enriched.window, values);
      enriched.imputationModel = response.getImputation().getModel();
    }
  }

  /** Observed cells stay as they are, whatever the service says. */
  private float[] impute(WindowReady ready, List<Float> values) {
    float[] imputed = ready.values.clone();
    int perChannel = imputed.length / measured.channels().size();
    for (int i = 0; i < imputed.length; i++) {
      if (!ready.observed[i]) {
        imputed[i] = (float) Clamp.to(measured.channels().get(i / perChannel), values.get(i));
      }
    }
    return imputed;
  }

  private boolean isUsable(EncodeResponse representation) {
    return representation.getSites() == measured.network().size()
        && representation.getWidth() > 0
        && representation.getRepresentationCount()
            == representation.getSites() * representation.getWidth()
        && areFinite(representation.getRepresentationList());
  }

  private static boolean areFinite(List<Float> values) {
    return values.stream().allMatch(value -> Float.isFinite(value));
  }

  private static float[] floats(List<Float> values) {
    float[] result = new float[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = values.get(i);
    }
    return result;
  }
}
