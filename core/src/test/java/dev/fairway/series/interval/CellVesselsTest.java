package dev.fairway.series.interval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellVesselsTest {

  private static final MeasuredNetwork WATERWAY =
      new MeasuredNetwork(
          new TrafficNetwork(
              "water", NetworkKind.WATERWAY, List.of(new Site("cell", "cell", 50, 4)), List.of()),
          "Water",
          List.of(
              new Channel(Channel.FLOW, "vessels/h", 0, 1000, true, Aggregation.RATE),
              new Channel(Channel.SPEED, "m/s", 0, 40, true, Aggregation.MEAN)),
          Duration.ofMinutes(5),
          ZoneOffset.UTC,
          Duration.ZERO,
          "");

  @Test
  void theOrderOfTheVesselsChangesNotABit() {
    Random random = new Random(1);
    List<Double> speeds = random.doubles(20, 0.3, 20).boxed().toList();
    double[] expected = aggregate(speeds);
    for (int i = 0; i < 50; i++) {
      List<Double> shuffled = new ArrayList<>(speeds);
      Collections.shuffle(shuffled, random);
      assertThat(aggregate(shuffled)).isEqualTo(expected);
    }
  }

  private static double[] aggregate(List<Double> speeds) {
    CellVessels vessels = new CellVessels();
    // A vessel is known by its speed: its name does not depend on the order.
    speeds.forEach(speed -> vessels.add(speed.toString(), true, speed));
    return vessels.aggregate(WATERWAY);
  }
}
