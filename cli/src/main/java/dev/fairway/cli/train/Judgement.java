package dev.fairway.cli.train;

import dev.fairway.provenance.ModelCard;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Whether a forecaster should run, judged on validation cells only: the test part is for telling
 * how good it is, and would no longer tell if it chose.
 *
 * @param promoted it beats the better baseline, and the forecaster that runs
 * @param reason in words, with the figures
 */
record Judgement(boolean promoted, String reason) {

  /**
   * @param champion card of the forecaster that runs now, empty if the baseline does
   */
  static Judgement of(
      ModelCard challenger, Optional<ModelCard> champion, MeasuredNetwork measured) {
    double own = relativeError(challenger, measured);
    if (!(own < 1)) {
      return new Judgement(
          false, "validation MAE is %.3f of the better baseline's: not better".formatted(own));
    }
    if (champion.isPresent()) {
      double other = relativeError(champion.get(), measured);
      if (!(own < other)) {
        return new Judgement(
            false,
            "validation MAE is %.3f of the better baseline's, the running model's is %.3f"
                .formatted(own, other));
      }
    }
    return new Judgement(true, "validation MAE is %.3f of the better baseline's".formatted(own));
  }

  /** MAE over that of the better baseline, mean over the forecast channels. */
  private static double relativeError(ModelCard card, MeasuredNetwork measured) {
    return measured.channels().stream()
        .filter(Channel::forecast)
        .map(channel -> relativeError(card, "validation." + channel.name() + ".mae"))
        .flatMapToDouble(OptionalDouble::stream)
        .average()
        .orElse(Double.NaN);
  }

  private static OptionalDouble relativeError(ModelCard card, String key) {
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
}
