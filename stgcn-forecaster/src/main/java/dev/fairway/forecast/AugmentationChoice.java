package dev.fairway.forecast;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.provenance.ModelBundle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The augmentation that a model was chosen for, of all that were tried. Its JSON form is its
 * components.
 *
 * @param chosen name of the augmentation
 * @param candidates all of them, in the order in which they were tried
 */
public record AugmentationChoice(
    @JsonProperty(required = true) String chosen,
    @JsonProperty(required = true) List<Candidate> candidates) {

  /**
   * @param augmentation its name
   * @param validationError of the model that was trained with it, see {@link ValidationError}
   */
  public record Candidate(
      @JsonProperty(required = true) String augmentation,
      @JsonProperty(required = true) double validationError) {}

  /** One training. */
  @FunctionalInterface
  public interface Trial {
    ModelBundle with(Augmentation augmentation) throws IOException;
  }

  /**
   * What came of the trials.
   *
   * @param bundle of the model that was chosen
   */
  public record Outcome(ModelBundle bundle, AugmentationChoice choice) {}

  public AugmentationChoice {
    candidates = List.copyOf(candidates);
  }

  /**
   * Trains with one after the other. The least validation error wins, of equals the first: where
   * nothing is told apart, that should be the one that changes nothing.
   *
   * @param candidates at least one
   */
  public static Outcome among(List<Augmentation> candidates, Trial trial) throws IOException {
    List<Candidate> tried = new ArrayList<>();
    ModelBundle best = trial.with(candidates.get(0));
    tried.add(candidate(candidates.get(0), best));
    Candidate chosen = tried.get(0);
    for (Augmentation augmentation : candidates.subList(1, candidates.size())) {
      ModelBundle bundle = trial.with(augmentation);
      Candidate next = candidate(augmentation, bundle);
      tried.add(next);
      if (next.validationError() < chosen.validationError()) {
        best = bundle;
        chosen = next;
      }
    }
    return new Outcome(best, new AugmentationChoice(chosen.augmentation(), tried));
  }

  private static Candidate candidate(Augmentation augmentation, ModelBundle bundle) {
    return new Candidate(augmentation.name(), ValidationError.of(bundle.card()));
  }
}
