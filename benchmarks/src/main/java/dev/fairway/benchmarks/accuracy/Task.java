package dev.fairway.benchmarks.accuracy;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.provenance.ContentHash;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowIndex;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A series to forecast, and by which rules: the same for whoever is compared.
 *
 * <p>Everything fitted to data (scaler, filler) is fitted to the training part.
 */
public final class Task {

  /** Intervals in. */
  public static final int INPUT_STEPS = 12;

  /** Intervals out. */
  public static final int HORIZON = 12;

  /** Validation windows looked at after each epoch, evenly spread; as the forecaster's own. */
  private static final int VALIDATION_WINDOWS = 256;

  private final String name;
  private final TrafficSeries series;
  private final Protocol protocol;
  private final ChronologicalSplit split;
  private final StandardScaler scaler;
  private final HoleFiller filler;
  private final String dataHash;

  public Task(String name, TrafficSeries series, Protocol protocol) {
    this.name = name;
    this.series = series;
    this.protocol = protocol;
    this.split = protocol.split(series);
    TrafficSeries training = split.train().of(series);
    this.scaler = StandardScaler.fit(training);
    this.filler = HoleFiller.seasonal(training);
    this.dataHash = series.hash();
  }

  /** Name of the data set. */
  public String name() {
    return name;
  }

  public TrafficSeries series() {
    return series;
  }

  public Protocol protocol() {
    return protocol;
  }

  public ChronologicalSplit split() {
    return split;
  }

  public StandardScaler scaler() {
    return scaler;
  }

  public HoleFiller filler() {
    return filler;
  }

  public String dataHash() {
    return dataHash;
  }

  /** The part that may be learned from. */
  public TrafficSeries training() {
    return split.train().of(series);
  }

  /** First steps of the windows trained on. */
  public int[] trainStarts() {
    return starts(split.train());
  }

  /** First steps of the windows that early stopping looks at. */
  public int[] validationStarts() {
    int[] all = starts(split.validation());
    int count = Math.min(VALIDATION_WINDOWS, all.length);
    return IntStream.range(0, count).map(i -> all[(int) ((long) i * all.length / count)]).toArray();
  }

  /** First steps of the windows that are scored. */
  public int[] testStarts() {
    return IntStream.of(starts(split.test()))
        .filter(start -> protocol.scores(series, start, INPUT_STEPS + HORIZON))
        .toArray();
  }

  /** What a forecaster sees of a window. */
  public ForecastInput input(int firstStep) {
    TrafficWindow window = series.window(firstStep, INPUT_STEPS);
    return new ForecastInput(window, filler.fill(window), Optional.empty());
  }

  /** What came after a window, all channels. */
  public TrafficWindow truth(int firstStep) {
    return series.window(firstStep + INPUT_STEPS, HORIZON);
  }

  /** Names the task's files: another series or other rules, another name. */
  public String fingerprint() {
    return new ContentHash()
        .add(dataHash)
        .add(protocol.name())
        .add(List.of(INPUT_STEPS, HORIZON, VALIDATION_WINDOWS).toString())
        .hex()
        .substring(0, 12);
  }

  private int[] starts(Part part) {
    WindowIndex windows = new WindowIndex(series, part, INPUT_STEPS, HORIZON);
    return IntStream.range(0, windows.size()).map(windows::start).toArray();
  }
}
