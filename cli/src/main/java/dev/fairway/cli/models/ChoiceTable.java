package dev.fairway.cli.models;

import dev.fairway.forecast.AugmentationChoice;
import dev.fairway.forecast.AugmentationChoice.Candidate;
import java.util.Locale;

/** What augmentation a forecaster was chosen for, as it is printed. */
public final class ChoiceTable {

  /** A line for each candidate; that of the chosen one has a star. */
  public static String of(AugmentationChoice choice) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "augmentation, and the validation MAE with it as a share of the better baseline's%n"));
    for (Candidate candidate : choice.candidates()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s %.4f  %s%n",
              candidate.augmentation().equals(choice.chosen()) ? "*" : " ",
              candidate.validationError(),
              candidate.augmentation()));
    }
    return text.toString();
  }

  private ChoiceTable() {}
}
