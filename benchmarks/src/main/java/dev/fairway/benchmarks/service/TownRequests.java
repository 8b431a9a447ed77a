package dev.fairway.benchmarks.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.EncodeSpec;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.ImputeSpec;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What a stream asks for each window: fill its holes, then a representation of what came out. */
final class TownRequests {

  private static final double SHARE_MISSING = 0.3;

  /** Windows of a series, one interval further each, each with holes and a seed of its own. */
  static List<EnrichRequest> of(TrafficSeries series, int windowSteps, int count) {
    List<EnrichRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(request(series.measured(), series.window(i, windowSteps), i));
    }
    return requests;
  }

  private static EnrichRequest request(MeasuredNetwork town, TrafficWindow window, long seed) {
    return EnrichRequest.newBuilder()
        .setWindow(message(town, window, marks(window.values().length, seed)))
        .setImpute(ImputeSpec.getDefaultInstance())
        .setEncode(EncodeSpec.getDefaultInstance())
        .setSeed(seed)
        .build();
  }

  private static ByteString marks(int cells, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] marks = new byte[cells];
    for (int i = 0; i < cells; i++) {
      marks[i] = (byte) (random.nextDouble() < SHARE_MISSING ? 0 : 1);
    }
    return UnsafeByteOperations.unsafeWrap(marks);
  }

  private static dev.fairway.contract.v1.TrafficWindow message(
      MeasuredNetwork town, TrafficWindow window, ByteString marks) {
    var message =
        dev.fairway.contract.v1.TrafficWindow.newBuilder()
            .setNetwork(town.network().id())
            .setNetworkHash(town.network().hash())
            .setStart(Times.toTimestamp(window.start()))
            .setIntervalSeconds(Math.toIntExact(window.interval().toSeconds()))
            .setChannels(window.channels())
            .setSteps(window.steps())
            .setSites(window.sites())
            .setObserved(marks);
    for (float value : window.values()) {
      message.addValues(value);
    }
    return message.build();
  }

  private TownRequests() {}
}
