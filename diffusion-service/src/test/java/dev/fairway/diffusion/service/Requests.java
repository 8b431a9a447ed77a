package dev.fairway.diffusion.service;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.ImputeRequest;
import dev.fairway.contract.v1.ImputeSpec;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.series.TrafficWindow;

/** Requests about windows of {@link RingRoad}. */
final class Requests {

  static ImputeRequest impute(dev.fairway.contract.v1.TrafficWindow window, long seed) {
    return ImputeRequest.newBuilder().setWindow(window).setSeed(seed).build();
  }

  static ImputeRequest impute(
      dev.fairway.contract.v1.TrafficWindow window, long seed, int evaluations, int samples) {
    return impute(window, seed).toBuilder().setSpec(spec(evaluations, samples)).build();
  }

  static ImputeSpec spec(int evaluations, int samples) {
    return ImputeSpec.newBuilder().setEvaluations(evaluations).setSamples(samples).build();
  }

  static dev.fairway.contract.v1.TrafficWindow message(TrafficWindow window) {
    byte[] marks = new byte[window.observed().length];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = (byte) (window.observed()[i] ? 1 : 0);
    }
    return dev.fairway.contract.v1.TrafficWindow.newBuilder()
        .setNetwork("ring")
        .setNetworkHash(RingRoad.measured(window.sites()).network().hash())
        .setStart(Times.toTimestamp(window.start()))
        .setIntervalSeconds((int) window.interval().toSeconds())
        .setChannels(window.channels())
        .setSteps(window.steps())
        .setSites(window.sites())
        .addAllValues(WindowMessages.boxed(window.values()))
        .setObserved(ByteString.copyFrom(marks))
        .build();
  }

  private Requests() {}
}
