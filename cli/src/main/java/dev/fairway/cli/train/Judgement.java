package dev.fairway.cli.train;

import dev.fairway.forecast.ValidationError;
import dev.fairway.provenance.ModelCard;
import java.util.Optional;

/**
 * Whether a forecaster should run, judged by its {@link ValidationError}.
 *
 * @param promoted it beats the better baseline, and the forecaster that runs
 * @param reason in words, with the figures
 */
record Judgement(boolean promoted, String reason) {

  /**
   * @param champion card of the forecaster that runs now, empty if the baseline does
   */
  static Judgement of(ModelCard challenger, Optional<ModelCard> champion) {
    double own = ValidationError.of(challenger);
    if (!(own < 1)) {
      return new Judgement(
          false, "validation MAE is %.3f of the better baseline's: not better".formatted(own));
    }
    if (champion.isPresent()) {
      double other = ValidationError.of(champion.get());
      if (!(own < other)) {
        return new Judgement(
            false,
            "validation MAE is %.3f of the better baseline's, the running model's is %.3f"
                .formatted(own, other));
      }
    }
    return new Judgement(true, "validation MAE is %.3f of the better baseline's".formatted(own));
  }
}
