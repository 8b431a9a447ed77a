package dev.fairway.diffusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fairway.diffusion.scale.FittedScaler;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * The time whose observations told a model what is usual.
 *
 * @param to end of the last interval
 */
public record FittedSpan(Instant from, Instant to) {

  /** File of a bundle; one of the time before there was such a file has none. */
  public static final String FILE = "fitted.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  public static FittedSpan of(TrafficSeries training) {
    return new FittedSpan(training.start(), training.time(training.steps()));
  }

  static Optional<FittedSpan> of(ModelBundle bundle) throws BundleException {
    if (!bundle.has(FILE)) {
      return Optional.empty();
    }
    try {
      FittedSpan span = JSON.readValue(bundle.file(FILE), FittedSpan.class);
      if (span == null) {
        throw new BundleException(bundle.directory().resolve(FILE), "is empty");
      }
      return Optional.of(span);
    } catch (IOException e) {
      throw new BundleException(
          bundle.directory().resolve(FILE), "is no span of time: " + e.getMessage(), e);
    }
  }

  public byte[] toBytes() throws JsonProcessingException {
    return JSON.writeValueAsBytes(this);
  }

  /**
   * What was fitted, fitted again.
   *
   * @return empty if the series does not hold the whole of the span
   */
  Optional<FittedScaler> fitted(TrafficSeries series) {
    if (from.isBefore(series.start()) || to.isAfter(series.time(series.steps()))) {
      return Optional.empty();
    }
    return Optional.of(FittedScaler.fit(series.slice(series.stepAt(from), series.stepAt(to))));
  }
}
