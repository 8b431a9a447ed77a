package dev.fairway.cli.audit;

import com.google.protobuf.Timestamp;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Observation;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.interval.SiteReadings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Observations of detectors, put together site by site. */
final class RoadIntervals implements ExpectedIntervals {

  private final RecordCodec<Observation> codec =
      new RecordCodec<>(Observation.getDefaultInstance());
  private final MeasuredNetwork measured;
  private final Map<Place, SiteReadings> readings = new HashMap<>();
  private final Discrepancies unanswered = new Discrepancies();

  RoadIntervals(MeasuredNetwork measured) {
    this.measured = measured;
  }

  @Override
  public long take(ConsumerRecord<byte[], byte[]> found, Letters letters) {
    byte[] record = found.value();
    Observation observation;
    try {
      observation = Envelope.open(found, codec);
    } catch (MalformedRecordException e) {
      if (letters.take(record).isEmpty()) {
        unanswered.lost("a record that cannot be read, without a dead letter");
      }
      return Long.MIN_VALUE;
    }
    Optional<DeadLetter.Reason> refused =
        observation.getHeartbeat() ? Optional.empty() : letters.take(record);
    if (!observation.getHeartbeat() && refused.isEmpty()) {
      add(observation);
    }
    return ExpectedIntervals.clock(time(observation), refused);
  }

  private static Optional<Timestamp> time(Observation observation) {
    return observation.hasTime() ? Optional.of(observation.getTime()) : Optional.empty();
  }

  private void add(Observation observation) {
    if (time(observation).filter(Times::isValid).isEmpty()
        || measured.network().indexOf(observation.getSite()).isEmpty()) {
      unanswered.lost("a reading of '%s', without a dead letter".formatted(observation.getSite()));
      return;
    }
    double[] values = new double[measured.channels().size()];
    Arrays.fill(values, Double.NaN);
    observation
        .getValuesMap()
        .forEach(
            (name, value) ->
                measured
                    .channelIndex(name)
                    .ifPresent(
                        c ->
                            values[c] =
                                measured.channels().get(c).accepts(value) ? value : Double.NaN));
    long seconds = measured.interval().toSeconds();
    long start = Math.floorDiv(observation.getTime().getSeconds(), seconds) * seconds;
    readings
        .computeIfAbsent(new Place(observation.getSite(), start), place -> new SiteReadings())
        .add(Times.toInstant(observation.getTime()).toEpochMilli(), values);
  }

  @Override
  public Map<Place, Gathered> gathered() {
    Map<Place, Gathered> gathered = new HashMap<>();
    readings.forEach(
        (place, of) ->
            gathered.put(
                place,
                Gathered.of(of.count, of.duplicates, measured, of.aggregate(measured.channels()))));
    return gathered;
  }

  @Override
  public Discrepancies unanswered() {
    return unanswered;
  }
}
