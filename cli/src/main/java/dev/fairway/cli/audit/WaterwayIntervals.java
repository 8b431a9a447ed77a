package dev.fairway.cli.audit;

import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Position;
import dev.fairway.network.Site;
import dev.fairway.network.waterway.FixVerdict;
import dev.fairway.network.waterway.VesselTrack;
import dev.fairway.network.waterway.VesselTrackCleaner;
import dev.fairway.network.waterway.WaterwayMap;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.interval.CellVessels;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Positions of vessels, cleaned vessel by vessel and put together cell by cell. A cell without a
 * vessel is an observation too, wherever any vessel was seen.
 */
final class WaterwayIntervals implements ExpectedIntervals {

  private final RecordCodec<Position> codec = new RecordCodec<>(Position.getDefaultInstance());
  private final MeasuredNetwork measured;
  private final VesselTrackCleaner cleaner;
  private final Map<String, VesselTrack> tracks = new HashMap<>();
  private final Map<Place, CellVessels> cells = new HashMap<>();
  private final Discrepancies unanswered = new Discrepancies();

  WaterwayIntervals(MeasuredNetwork measured) {
    this.measured = measured;
    this.cleaner = new VesselTrackCleaner(new WaterwayMap(measured.network()));
  }

  @Override
  public long take(ConsumerRecord<byte[], byte[]> found, Letters letters) {
    byte[] record = found.value();
    Position position;
    try {
      position = Envelope.open(found, codec);
    } catch (MalformedRecordException e) {
      requireLetter(record, letters, "a record that cannot be read");
      return Long.MIN_VALUE;
    }
    if (!position.getHeartbeat()) {
      judge(position, record, letters);
    }
    return position.hasTime() ? Times.toInstant(position.getTime()).toEpochMilli() : Long.MIN_VALUE;
  }

  private void judge(Position position, byte[] record, Letters letters) {
    if (!position.hasTime() || position.getVessel().isBlank() || !isOnEarth(position)) {
      requireLetter(record, letters, "a position that is none");
      return;
    }
    Instant time = Times.toInstant(position.getTime());
    VesselTrack track = tracks.computeIfAbsent(position.getVessel(), vessel -> new VesselTrack());
    FixVerdict verdict =
        cleaner.judge(track, time, position.getLatitude(), position.getLongitude());
    switch (verdict.kind()) {
      case OUT_OF_ORDER, IMPLAUSIBLE_JUMP ->
          requireLetter(
              record, letters, "a refused position of vessel %s".formatted(position.getVessel()));
      case DUPLICATE -> {
        if (!letters.take(record)) {
          vessels(track.cell, time).addRepeated();
        }
      }
      case ACCEPTED -> {
        // A letter: it was clean, but its interval was over.
        if (!letters.take(record)) {
          vessels(verdict.cell().orElse(Place.OUTSIDE), time)
              .add(position.getVessel(), verdict.entered(), speed(position));
        }
      }
    }
  }

  private CellVessels vessels(String cell, Instant time) {
    long seconds = measured.interval().toSeconds();
    long start = Math.floorDiv(time.getEpochSecond(), seconds) * seconds;
    return cells.computeIfAbsent(new Place(cell, start), place -> new CellVessels());
  }

  private void requireLetter(byte[] record, Letters letters, String what) {
    if (!letters.take(record)) {
      unanswered.lost(what + ", without a dead letter");
    }
  }

  private static boolean isOnEarth(Position position) {
    return Math.abs(position.getLatitude()) <= 90 && Math.abs(position.getLongitude()) <= 180;
  }

  private static double speed(Position position) {
    return position.hasSpeed()
            && position.getSpeed() >= 0
            && !Double.isInfinite(position.getSpeed())
        ? position.getSpeed()
        : Double.NaN;
  }

  @Override
  public Map<Place, Gathered> gathered() {
    Map<Place, Gathered> gathered = new HashMap<>();
    Gathered empty = Gathered.of(0, 0, measured, new CellVessels().aggregate(measured));
    List<Site> sites = measured.network().sites();
    cells.keySet().stream()
        .mapToLong(Place::start)
        .distinct()
        .forEach(start -> sites.forEach(site -> gathered.put(new Place(site.id(), start), empty)));
    cells.forEach((place, vessels) -> gathered.put(place, gathered(place, vessels)));
    return gathered;
  }

  private Gathered gathered(Place place, CellVessels vessels) {
    return place.site().equals(Place.OUTSIDE)
        ? new Gathered(vessels.fixes, vessels.duplicates, Map.of())
        : Gathered.of(vessels.fixes, vessels.duplicates, measured, vessels.aggregate(measured));
  }

  @Override
  public Discrepancies unanswered() {
    return unanswered;
  }
}
