package dev.fairway.forecast;

import dev.fairway.provenance.ModelCard;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What models are chosen by: the error on the validation part. The test part is for telling how
 * good a model is, and would no longer tell if it chose.
 */
public final class ValidationError {

  private static final String PART = "validation.";
  private static final String ERROR = ".mae";

  /**
   * Mean absolute error as a share of the better baseline's, mean over the forecast channels.
   *
   * @return below 1 if the model is better; NaN if the card has no scores to tell by
   */
  public static double of(ModelCard card) {
    return card.channels().stream()
        .map(channel -> of(card, PART + channel + ERROR))
        .flatMapToDouble(OptionalDouble::stream)
        .average()
        .orElse(Double.NaN);
  }

  private static OptionalDouble of(ModelCard card, String key) {
    Double own = card.scores().get(key);
    OptionalDouble baseline =
        Stream.of(".last-value", ".seasonal")
            .map(name -> card.scores().get(key + name))
            .filter(value -> value != null && !value.isNaN())
            .mapToDouble(Double::doubleValue)
            .min();
    return own == null || baseline.isEmpty() || baseline.getAsDouble() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(own / baseline.getAsDouble());
  }

  private ValidationError() {}
}
