package dev.fairway.diffusion.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.fairway.contract.Refusals;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Refusal;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.series.TrafficWindow;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;

/** Windows of the contract to windows of the model, and back. */
final class WindowMessages {

  /**
   * @throws StatusRuntimeException INVALID_ARGUMENT if the window contradicts itself
   */
  static TrafficWindow toWindow(dev.fairway.contract.v1.TrafficWindow message) {
    if (message.getNetworkHash().isEmpty()) {
      throw invalid("the window does not say its network's hash");
    }
    long cells = (long) message.getChannels() * message.getSteps() * message.getSites();
    if (cells != message.getValuesCount() || cells != message.getObserved().size()) {
      throw invalid(
          "a window of "
              + shape(message.getChannels(), message.getSteps(), message.getSites())
              + " has "
              + cells
              + " cells, not "
              + message.getValuesCount()
              + " values and "
              + message.getObserved().size()
              + " marks");
    }
    return new TrafficWindow(
        toInstant(message.getStart()),
        Duration.ofSeconds(message.getIntervalSeconds()),
        message.getChannels(),
        message.getSteps(),
        message.getSites(),
        values(message),
        marks(message.getObserved()));
  }

  /**
   * @throws StatusRuntimeException INVALID_ARGUMENT if it lies beyond the years 1 to 9999
   */
  static Instant toInstant(Timestamp time) {
    if (!Times.isValid(time)) {
      throw invalid(
          "the time is %d s and %d ns, which is not in the years 1 to 9999"
              .formatted(time.getSeconds(), time.getNanos()));
    }
    return Times.toInstant(time);
  }

  static dev.fairway.contract.v1.TrafficWindow toMessage(
      TrafficWindow window, DiffusionModel model) {
    byte[] marks = new byte[window.observed().length];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = (byte) (window.observed()[i] ? 1 : 0);
    }
    return dev.fairway.contract.v1.TrafficWindow.newBuilder()
        .setNetwork(model.measured().network().id())
        .setNetworkHash(model.measured().network().hash())
        .setStart(Times.toTimestamp(window.start()))
        .setIntervalSeconds(Math.toIntExact(window.interval().toSeconds()))
        .setChannels(window.channels())
        .setSteps(window.steps())
        .setSites(window.sites())
        .addAllValues(boxed(window.values()))
        .setObserved(ByteString.copyFrom(marks))
        .build();
  }

  /** A view, as builders take it. */
  static List<Float> boxed(float[] values) {
    return new AbstractList<>() {
      @Override
      public Float get(int index) {
        return values[index];
      }

      @Override
      public int size() {
        return values.length;
      }
    };
  }

  static String shape(int channels, int steps, int sites) {
    return channels + " channels x " + steps + " steps x " + sites + " sites";
  }

  static StatusRuntimeException invalid(String description) {
    return Refusals.because(Refusal.INVALID, description);
  }

  private static float[] values(dev.fairway.contract.v1.TrafficWindow message) {
    float[] values = new float[message.getValuesCount()];
    for (int i = 0; i < values.length; i++) {
      boolean observed = message.getObserved().byteAt(i) == 1;
      values[i] = observed ? message.getValues(i) : 0;
      if (!Float.isFinite(values[i])) {
        throw invalid("value " + i + " is marked as observed, but is " + values[i]);
      }
    }
    return values;
  }

  private static boolean[] marks(ByteString bytes) {
    boolean[] marks = new boolean[bytes.size()];
    for (int i = 0; i < marks.length; i++) {
      byte mark = bytes.byteAt(i);
      if (mark != 0 && mark != 1) {
        throw invalid("mark " + i + " is " + mark + ", neither 0 nor 1");
      }
      marks[i] = mark == 1;
    }
    return marks;
  }

  private WindowMessages() {}
}
