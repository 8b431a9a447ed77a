package dev.fairway.forecast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The modern form of the STGCN, built of parts that can be left out one by one.
 *
 * @param inputSteps intervals in, H
 * @param horizon intervals out, F
 * @param width channels of a site's state
 * @param blocks how many times states are exchanged with the neighbours and mixed
 * @param temporal how a site's window becomes its state
 * @param siteEmbedding learned numbers that say which site it is (STID, Shao et al. 2022); 0 for
 *     none
 * @param timeOfDayEmbedding learned numbers for the slot of the day; 0 for none
 * @param dayOfWeekEmbedding learned numbers for the weekday; 0 for none
 * @param seasons whether the network sees what was usual at the times of window and forecast
 * @param missingMarks whether it sees which cells were observed
 * @param diffusionHops steps along the links, of the diffusion convolution (DCRNN, Li et al. 2018);
 *     0 for none
 * @param bothDirections whether it diffuses against the traffic too
 * @param clusters learned groups of sites through which states are exchanged, a learned adjacency
 *     of low rank; 0 for none
 * @param skips whether the output sees the state after every block, not after the last one only
 * @param normalised whether states are normalised before each block
 * @param anchor what the forecast is a correction of
 * @param trust whether the network decides cell by cell how much of the anchor counts, and not only
 *     what is added to it: a mean is a poor anchor where most counts are 0
 * @param head what is said of each cell
 * @param dropout share of the activations dropped in training in each block
 * @param ties which sites are neighbours
 */
public record ModernConfig(
    @JsonProperty(required = true) int inputSteps,
    @JsonProperty(required = true) int horizon,
    @JsonProperty(required = true) int width,
    @JsonProperty(required = true) int blocks,
    @JsonProperty(required = true) Temporal temporal,
    @JsonProperty(required = true) int siteEmbedding,
    @JsonProperty(required = true) int timeOfDayEmbedding,
    @JsonProperty(required = true) int dayOfWeekEmbedding,
    @JsonProperty(required = true) boolean seasons,
    @JsonProperty(required = true) boolean missingMarks,
    @JsonProperty(required = true) int diffusionHops,
    @JsonProperty(required = true) boolean bothDirections,
    @JsonProperty(required = true) int clusters,
    @JsonProperty(required = true) boolean skips,
    @JsonProperty(required = true) boolean normalised,
    @JsonProperty(required = true) Anchor anchor,
    @JsonProperty(required = true) boolean trust,
    @JsonProperty(required = true) Head head,
    @JsonProperty(required = true) double dropout,
    @JsonProperty(required = true) Ties ties)
    implements ForecasterConfig {

  /** How a site's window becomes its state. */
  public enum Temporal {
    /** One linear map of the whole window, as in STID: cheap. */
    @JsonProperty("pointwise")
    POINTWISE,
    /** Gated causal convolutions, each reaching twice as far back (Graph WaveNet, Wu 2019). */
    @JsonProperty("dilated")
    DILATED
  }

  /** What the forecast is a correction of. */
  public enum Anchor {
    /** Nothing: the channel's mean. */
    @JsonProperty("none")
    NONE,
    /** The last value. */
    @JsonProperty("last")
    LAST,
    /** What is usual then, and a learned share of how far the last value is from it. */
    @JsonProperty("season")
    SEASON
  }

  public ModernConfig {
    if (inputSteps < 1 || horizon < 1 || width < 1 || blocks < 1) {
      throw new IllegalArgumentException(
          "inputSteps %d, horizon %d, width %d and blocks %d must be above 0"
              .formatted(inputSteps, horizon, width, blocks));
    }
    requireNotNegative("siteEmbedding", siteEmbedding);
    requireNotNegative("timeOfDayEmbedding", timeOfDayEmbedding);
    requireNotNegative("dayOfWeekEmbedding", dayOfWeekEmbedding);
    requireNotNegative("diffusionHops", diffusionHops);
    requireNotNegative("clusters", clusters);
    if (anchor == Anchor.SEASON && !seasons) {
      throw new IllegalArgumentException("anchor season: it needs seasons to be true");
    }
    if (trust && anchor == Anchor.NONE) {
      throw new IllegalArgumentException("trust: there is no anchor to trust");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout " + dropout + " is not in [0, 1)");
    }
  }

  /** The product's default: every part, in sizes that train within minutes on two cores. */
  public static ModernConfig standard() {
    return new ModernConfig(
        12,
        12,
        64,
        2,
        Temporal.POINTWISE,
        24,
        16,
        8,
        true,
        true,
        1,
        true,
        16,
        true,
        true,
        Anchor.SEASON,
        true,
        Head.POINT,
        0.1,
        Ties.ofLinks());
  }

  /** The same with another head. */
  public ModernConfig withHead(Head other) {
    return new ModernConfig(
        inputSteps,
        horizon,
        width,
        blocks,
        temporal,
        siteEmbedding,
        timeOfDayEmbedding,
        dayOfWeekEmbedding,
        seasons,
        missingMarks,
        diffusionHops,
        bothDirections,
        clusters,
        skips,
        normalised,
        anchor,
        trust,
        other,
        dropout,
        ties);
  }

  @Override
  @JsonIgnore
  public boolean knowsSeasons() {
    return seasons;
  }

  @Override
  @JsonIgnore
  public int reach() {
    return blocks * diffusionHops;
  }

  private static void requireNotNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " " + value + " is below 0");
    }
  }
}
