package dev.fairway.cli.audit;

import com.google.protobuf.Timestamp;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.v1.DeadLetter;
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
import java.util.Optional;
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
      requireRefused(letters.take(record), "a record that cannot be read");
      return Long.MIN_VALUE;
    }
    Optional<Timestamp> time =
        position.hasTime() ? Optional.of(position.getTime()) : Optional.empty();
    Optional<DeadLetter.Reason> refused =
        position.getHeartbeat() ? Optional.empty() : letters.take(record);
    long clock = ExpectedIntervals.clock(time, refused);
    if (!position.getHeartbeat()) {
      if (clock == Long.MIN_VALUE || position.getVessel().isBlank() || !isOnEarth(position)) {
        requireRefused(refused, "a position that is none");
      } else {
        judge(position, Instant.ofEpochMilli(clock), refused);
      }
    }
    return clock;
  }

  private void judge(Position position, Instant time, Optional<DeadLetter.Reason> refused) {
    VesselTrack track = tracks.computeIfAbsent(position.getVessel(), vessel -> new VesselTrack());
    FixVerdict verdict =
        cleaner.judge(track, time, position.getLatitude(), position.getLongitude());
    switch (verdict.kind()) {
      case OUT_OF_ORDER, IMPLAUSIBLE_JUMP ->
          requireRefused(refused, "a refused position of vessel " + position.getVessel());
      case DUPLICATE -> {
        if (refused.isEmpty()) {
          vessels(track.cell, time).addRepeated();
        }
      }
      case ACCEPTED -> {
        // A letter: it was clean, but its interval was over, or its cell full.
        if (refused.isEmpty()) {
          add(position, verdict, time);
        }
      }
    }
  }

  private void add(Position position, FixVerdict verdict, Instant time) {
    CellVessels vessels = vessels(verdict.cell().orElse(Place.OUTSIDE), time);
    if (verdict.cell().isEmpty()) {
      vessels.addUnplaced();
    } else if (!vessels.add(position.getVessel(), verdict.entered(), speed(position))) {
      unanswered.lost("a vessel too many in cell %s, without a letter".formatted(verdict.cell()));
    }
  }

  private CellVessels vessels(String cell, Instant time) {
    long seconds = measured.interval().toSeconds();
    long start = Math.floorDiv(time.getEpochSecond(), seconds) * seconds;
    return cells.computeIfAbsent(new Place(cell, start), place -> new CellVessels());
  }

  private void requireRefused(Optional<DeadLetter.Reason> refused, String what) {
    if (refused.isEmpty()) {
      unanswered.lost(what + ", without a dead letter");
    }
  }

  private static boolean isOnEarth(Position position) {
    return Math.abs(position.getLatitude()) <= 90 && Math.abs(position.getLongitude()) <= 180;
  }

  private static double speed(Position position) {
    return position.hasSpeed()
            && position.getSpeed() >= 0
            && position.getSpeed() <= CellVessels.FASTEST
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
