package dev.fairway.cli.train;

import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.TopicReader;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.interval.SeriesBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a network has measured so far, as the stream wrote it down: the intervals topic read from
 * end to end.
 */
public final class IntervalHistory {

  private static final RecordCodec<SiteInterval> CODEC =
      new RecordCodec<>(SiteInterval.getDefaultInstance());

  private record Snapshot(Instant time, int site, double[] values) {}

  private final String bootstrapServers;

  public IntervalHistory(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Reads what is committed, and waits until that reaches {@code until}.
   *
   * @param until the history is taken up to this interval, which must have come
   * @param interrupted asked between polls; true gives up
   * @throws InterruptedException if it was told to give up
   * @throws IllegalStateException if a record of the network cannot be read
   */
  public TrafficSeries read(MeasuredNetwork measured, Instant until, BooleanSupplier interrupted)
      throws InterruptedException {
    List<Snapshot> snapshots = new ArrayList<>();
    Instant reached = Instant.MIN;
    try (TopicReader reader = TopicReader.committed(bootstrapServers, Topic.INTERVALS)) {
      while (reached.isBefore(until) || !reader.isAtEnd()) {
        if (interrupted.getAsBoolean()) {
          throw new InterruptedException("Told to stop while reading the history");
        }
        for (ConsumerRecord<byte[], byte[]> found : reader.poll()) {
          if (Envelope.network(found).filter(measured.network().id()::equals).isPresent()) {
            Snapshot snapshot = snapshot(found, measured);
            reached = snapshot.time().isAfter(reached) ? snapshot.time() : reached;
            snapshots.add(snapshot);
          }
        }
      }
    }
    snapshots.removeIf(snapshot -> snapshot.time().isAfter(until));
    return onGrid(measured, snapshots);
  }

  private static TrafficSeries onGrid(MeasuredNetwork measured, List<Snapshot> snapshots) {
    if (snapshots.isEmpty()) {
      throw new IllegalStateException(
          "Topic "
              + Topic.INTERVALS.topicName()
              + " holds nothing of network "
              + measured.network().id());
    }
    SeriesBuilder series = new SeriesBuilder(measured);
    snapshots.forEach(snapshot -> series.put(snapshot.time(), snapshot.site(), snapshot.values()));
    return series.build();
  }

  private static Snapshot snapshot(ConsumerRecord<byte[], byte[]> found, MeasuredNetwork measured) {
    try {
      SiteInterval interval = Envelope.open(found, CODEC);
      int site =
          measured
              .network()
              .indexOf(interval.getSite())
              .orElseThrow(
                  () -> new MalformedRecordException("unknown site '" + interval.getSite() + "'"));
      double[] values = new double[measured.channels().size()];
      for (int c = 0; c < values.length; c++) {
        Channel channel = measured.channels().get(c);
        values[c] = interval.getValuesMap().getOrDefault(channel.name(), Double.NaN);
      }
      return new Snapshot(Times.toInstant(interval.getIntervalStart()), site, values);
    } catch (MalformedRecordException e) {
      throw new IllegalStateException(
          found.topic()
              + ", partition "
              + found.partition()
              + ", offset "
              + found.offset()
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
