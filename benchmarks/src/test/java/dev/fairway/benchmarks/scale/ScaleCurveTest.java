package dev.fairway.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.series.MeasuredNetwork;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleCurveTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2})
  void thePowerOfAPowerLawIsFound(double power) {
    List<ScalePoint> points =
        Stream.of(10, 30, 100)
            .map(sites -> new ScalePoint(sites, 5 * sites, 0, 3 * Math.pow(6 * sites, power), 0))
            .toList();

    assertThat(ScaleCurve.exponent(points, ScalePoint::forecastSeconds))
        .isCloseTo(power, within(1e-9));
  }

  @Test
  void aPointIsReadBackAsItWasWritten() throws IOException {
    ScalePoint point = new ScalePoint(1000, 4900, 0.5, 0.01, 1L << 33);

    assertThat(ScalePoint.of(point.toJson())).isEqualTo(point);
  }

  @Test
  void aGridTownHasFourToEightLinksASite() {
    MeasuredNetwork town = GridTown.measured(2500, 1);

    assertThat(town.network().size()).isEqualTo(2500);
    assertThat(town.network().links().size() / 2500.0).isBetween(4.0, 8.0);
  }
}
