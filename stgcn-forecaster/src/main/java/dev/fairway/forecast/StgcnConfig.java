package dev.fairway.forecast;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Sizes of an STGCN. The paper has temporalWidth 64, graphWidth 16, kernel 3, polynomials 3.
 *
 * @param inputSteps intervals in, H
 * @param horizon intervals out, F
 * @param temporalWidth channels of the temporal convolutions
 * @param graphWidth channels of the graph convolutions, the bottleneck between them
 * @param kernel steps that a temporal convolution sees
 * @param polynomials Chebyshev polynomials of a graph convolution, T0 upwards
 * @param siteWidth learned features of each site, which let sites with the same neighbours differ;
 *     0 for a model that knows sites by their place in the graph only
 * @param timeOfWeek whether the model sees where in day and week the window lies
 * @param dropout share of the activations dropped in training after each block
 * @param tieThreshold smallest weight of the Gaussian kernel that ties two sites
 * @param reachMetres sites are tied over shortest ways of up to this length; 0 for links only
 */
public record StgcnConfig(
    @JsonProperty(required = true) int inputSteps,
    @JsonProperty(required = true) int horizon,
    @JsonProperty(required = true) int temporalWidth,
    @JsonProperty(required = true) int graphWidth,
    @JsonProperty(required = true) int kernel,
    @JsonProperty(required = true) int polynomials,
    @JsonProperty(required = true) int siteWidth,
    @JsonProperty(required = true) boolean timeOfWeek,
    @JsonProperty(required = true) double dropout,
    @JsonProperty(required = true) double tieThreshold,
    @JsonProperty(required = true) double reachMetres) {

  private static final int TEMPORAL_CONVOLUTIONS = 4;

  public StgcnConfig {
    if (horizon < 1 || temporalWidth < 1 || graphWidth < 1 || polynomials < 1 || siteWidth < 0) {
      throw new IllegalArgumentException(
          "horizon %d, temporalWidth %d, graphWidth %d, polynomials %d must be above 0, siteWidth %d not below"
              .formatted(horizon, temporalWidth, graphWidth, polynomials, siteWidth));
    }
    if (kernel < 2 || stepsLeft(inputSteps, kernel) < 1) {
      throw new IllegalArgumentException(
          "inputSteps %d are used up by %d convolutions of kernel %d"
              .formatted(inputSteps, TEMPORAL_CONVOLUTIONS, kernel));
    }
  }

  /** A model that trains within minutes on two cores. */
  public static StgcnConfig small() {
    return new StgcnConfig(12, 12, 32, 16, 3, 3, 8, true, 0, 0.1, 0);
  }

  /** The paper's widths. */
  public static StgcnConfig paper() {
    return new StgcnConfig(12, 12, 64, 16, 3, 3, 8, true, 0, 0.1, 0);
  }

  /** Steps left after both blocks: what the output layer's kernel spans. */
  int stepsLeft() {
    return stepsLeft(inputSteps, kernel);
  }

  private static int stepsLeft(int inputSteps, int kernel) {
    return inputSteps - TEMPORAL_CONVOLUTIONS * (kernel - 1);
  }
}
