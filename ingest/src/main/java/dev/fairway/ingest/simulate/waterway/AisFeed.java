package dev.fairway.ingest.simulate.waterway;

import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.ais.NmeaEncoder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import org.hipparchus.random.RandomDataGenerator;

/**
 * The lines that a receiver ashore would write of a scenario's vessels: AIVDM sentences with the
 * time in a tag block; with satellite noise, and now and then a report that is lost, repeated,
 * garbled or far off.
 */
final class AisFeed implements Iterator<String> {

  private static final double LOST = 0.01;
  private static final double REPEATED = 0.002;
  private static final double GARBLED = 0.0006;
  private static final double FAR_OFF = 0.0003;

  /** About 6 m. */
  private static final double NOISE_DEGREES_NORTH = 5e-5;

  private static final double NOISE_DEGREES_EAST = 1e-4;
  private static final double FAR_DEGREES = 0.4;

  private final FairwayTraffic traffic;
  private final Instant end;
  private final WaterwayScenario scenario;
  private final NmeaEncoder encoder = new NmeaEncoder();
  private final Queue<String> lines = new ArrayDeque<>();
  private Set<String> typed = new HashSet<>();

  /**
   * @param end no interval starts at it or later
   */
  AisFeed(WaterwayScenario scenario, Instant end) {
    this.scenario = scenario;
    this.traffic = new FairwayTraffic(scenario);
    this.end = end;
  }

  @Override
  public boolean hasNext() {
    while (lines.isEmpty() && traffic.clock().isBefore(end)) {
      write(traffic.next());
    }
    return !lines.isEmpty();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The simulation has ended at " + end);
    }
    return lines.remove();
  }

  private void write(FairwayTraffic.Span span) {
    long index = span.truth().start().getEpochSecond() / Fairway.INTERVAL.toSeconds();
    RandomDataGenerator random = scenario.streams().stream("receiver", index);
    Set<String> seen = new HashSet<>();
    for (Position truth : span.positions()) {
      seen.add(truth.getVessel());
      if (!typed.contains(truth.getVessel())) {
        lines.addAll(encoder.encodeShipType(truth));
      }
      receive(truth, random);
    }
    typed = seen;
  }

  private void receive(Position truth, RandomDataGenerator random) {
    Position.Builder measured =
        truth.toBuilder()
            .setLatitude(truth.getLatitude() + random.nextNormal(0, NOISE_DEGREES_NORTH))
            .setLongitude(truth.getLongitude() + random.nextNormal(0, NOISE_DEGREES_EAST));
    double fate = random.nextDouble();
    int column = random.nextInt(20);
    if (fate < LOST) {
      return;
    }
    fate -= LOST;
    if (fate < FAR_OFF) {
      measured.setLatitude(truth.getLatitude() + FAR_DEGREES);
    }
    List<String> sentences = encoder.encode(measured.build());
    fate -= FAR_OFF;
    if (fate >= 0 && fate < GARBLED) {
      sentences.forEach(sentence -> lines.add(garble(sentence, column)));
      return;
    }
    lines.addAll(sentences);
    if (fate >= GARBLED && fate < GARBLED + REPEATED) {
      lines.addAll(sentences);
    }
  }

  /** One character of the message is heard wrong, so that its checksum no longer fits. */
  private static String garble(String sentence, int column) {
    int at = sentence.lastIndexOf(',') - 1 - column;
    char heard = sentence.charAt(at) == '0' ? '1' : '0';
    return sentence.substring(0, at) + heard + sentence.substring(at + 1);
  }
}
