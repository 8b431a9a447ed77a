package dev.fairway.ingest.dataset;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Observation;
import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.waterway.CellLocator;
import dev.fairway.network.waterway.FixVerdict;
import dev.fairway.network.waterway.VesselTrack;
import dev.fairway.network.waterway.VesselTrackCleaner;
import dev.fairway.network.waterway.WaterwayMap;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.format.SyntheticSpans;
import dev.fairway.series.format.SyntheticSpans.Span;
import dev.fairway.series.interval.CellVessels;
import dev.fairway.series.interval.SeriesBuilder;
import dev.fairway.series.interval.SiteReadings;
import dev.fairway.series.interval.SiteReadings.Taken;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A source's events to a series, by the rules of the stream: readings of an interval are put
 * together when the source's time has passed its end by the network's lateness, and what comes for
 * it afterwards is too late; a waterway in which a vessel is seen anywhere is empty where none is.
 * What a model made is kept apart from it.
 */
final class SeriesAggregation {

  /** Stands for what lies outside all cells of a waterway: it only says that the feed lives. */
  private static final int OUTSIDE = -1;

  /** What has come for an interval that is still open. */
  private static final class Open {
    private final Map<Integer, SiteReadings> readings = new HashMap<>();
    private final Map<Integer, CellVessels> vessels = new HashMap<>();
  }

  private final MeasuredNetwork measured;
  private final long interval;
  private final SyntheticSpans spans;
  private final SeriesBuilder series;
  private final Map<Span, SeriesBuilder> synthetic = new HashMap<>();
  private final VesselTrackCleaner cleaner;
  private final Map<String, VesselTrack> tracks = new HashMap<>();
  private final NavigableMap<Long, Open> open = new TreeMap<>();
  private long closedUntil = Long.MIN_VALUE;
  private long taken;
  private long refused;
  private long late;

  SeriesAggregation(MeasuredNetwork measured, SyntheticSpans spans) {
    this.measured = measured;
    this.spans = spans;
    this.interval = measured.interval().toMillis();
    this.series = new SeriesBuilder(measured);
    CellLocator cells =
        measured.network().kind() == NetworkKind.WATERWAY
            ? new WaterwayMap(measured.network())
            : (latitude, longitude) -> Optional.empty();
    this.cleaner = new VesselTrackCleaner(cells);
  }

  /** Reads a source to its end. */
  AggregatedSeries read(Source source) throws IOException {
    for (Optional<SourceEvent> event = source.next(); event.isPresent(); event = source.next()) {
      if (event.get() instanceof SourceEvent.Observed observed) {
        take(observed.observation());
      } else if (event.get() instanceof SourceEvent.Sighted sighted) {
        take(sighted.position());
      } else {
        refused++;
      }
    }
    closeUntil(Long.MAX_VALUE);
    return new AggregatedSeries(series.build(), windows(), taken, refused, late);
  }

  private List<TrafficWindow> windows() {
    return spans.spans().stream()
        .filter(synthetic::containsKey)
        .map(span -> window(span, synthetic.get(span)))
        .toList();
  }

  private TrafficWindow window(Span span, SeriesBuilder made) {
    int steps = span.steps(measured.interval());
    return made.build(span.from(), steps).window(0, steps);
  }

  private void take(Observation observation) {
    OptionalInt site = measured.network().indexOf(observation.getSite());
    double[] values = new double[measured.channels().size()];
    Arrays.fill(values, Double.NaN);
    boolean usable = false;
    for (Map.Entry<String, Double> value : observation.getValuesMap().entrySet()) {
      OptionalInt channel = measured.channelIndex(value.getKey());
      if (channel.isPresent()
          && measured.channels().get(channel.getAsInt()).accepts(value.getValue())) {
        values[channel.getAsInt()] = value.getValue();
        usable = true;
      }
    }
    if (site.isEmpty() || !usable) {
      refused++;
      return;
    }
    long time = Times.toInstant(observation.getTime()).toEpochMilli();
    openAt(time)
        .map(
            pending ->
                pending
                    .readings
                    .computeIfAbsent(site.getAsInt(), s -> new SiteReadings())
                    .add(time, values))
        .filter(Taken.TOO_MANY::equals)
        .ifPresent(tooMany -> refuseTaken());
    advance(time);
  }

  private void take(Position position) {
    if (position.getVessel().isBlank()
        || !(Math.abs(position.getLatitude()) <= 90 && Math.abs(position.getLongitude()) <= 180)) {
      refused++;
      return;
    }
    Instant time = Times.toInstant(position.getTime());
    FixVerdict verdict =
        cleaner.judge(
            tracks.computeIfAbsent(position.getVessel(), vessel -> new VesselTrack()),
            time,
            position.getLatitude(),
            position.getLongitude());
    switch (verdict.kind()) {
      case ACCEPTED -> {
        int site =
            verdict
                .cell()
                .map(cell -> measured.network().indexOf(cell).orElse(OUTSIDE))
                .orElse(OUTSIDE);
        double speed = position.hasSpeed() ? position.getSpeed() : Double.NaN;
        openAt(time.toEpochMilli())
            .map(pending -> pending.vessels.computeIfAbsent(site, s -> new CellVessels()))
            .ifPresent(vessels -> put(vessels, site, position, verdict.entered(), speed));
      }
      case DUPLICATE -> taken++;
      case OUT_OF_ORDER -> late++;
      case IMPLAUSIBLE_JUMP -> refused++;
    }
    advance(time.toEpochMilli());
  }

  private void put(
      CellVessels vessels, int site, Position position, boolean entered, double speed) {
    if (site == OUTSIDE) {
      vessels.addUnplaced();
    } else if (!vessels.add(
        position.getVessel(), entered, Double.isFinite(speed) ? speed : Double.NaN)) {
      refuseTaken();
    }
  }

  /** What came for an open interval and found no place in it. */
  private void refuseTaken() {
    taken--;
    refused++;
  }

  private Optional<Open> openAt(long time) {
    long start = Math.floorDiv(time, interval) * interval;
    if (start < closedUntil) {
      late++;
      return Optional.empty();
    }
    taken++;
    return Optional.of(open.computeIfAbsent(start, s -> new Open()));
  }

  private void advance(long time) {
    closeUntil(time - measured.lateness().toMillis());
  }

  /** Closes the intervals that end by then. */
  private void closeUntil(long end) {
    while (!open.isEmpty() && open.firstKey() + interval <= end) {
      Map.Entry<Long, Open> next = open.pollFirstEntry();
      closedUntil = next.getKey() + interval;
      close(Instant.ofEpochMilli(next.getKey()), next.getValue());
    }
  }

  private void close(Instant start, Open pending) {
    SeriesBuilder part = part(start);
    pending.readings.forEach(
        (site, readings) -> part.put(start, site, readings.aggregate(measured.channels())));
    if (!pending.vessels.isEmpty()) {
      double[] empty = new CellVessels().aggregate(measured);
      for (int site = 0; site < measured.network().size(); site++) {
        CellVessels vessels = pending.vessels.get(site);
        part.put(start, site, vessels == null ? empty : vessels.aggregate(measured));
      }
    }
  }

  private SeriesBuilder part(Instant start) {
    return spans
        .at(start)
        .map(span -> synthetic.computeIfAbsent(span, s -> new SeriesBuilder(measured)))
        .orElse(series);
  }
}
