package dev.fairway.forecast;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The STGCN as published (Yu, Yin, Zhu 2018).
 *
 * @param inputSteps intervals in, H
 * @param horizon intervals out, F
 * @param temporalWidth channels of the temporal convolutions
 * @param graphWidth channels of the graph convolutions, the bottleneck between them
 * @param outputWidth channels of the output layer
 * @param kernel steps that a temporal convolution sees
 * @param polynomials Chebyshev polynomials of a graph convolution, T0 upwards; the first-order
 *     convolution has none and takes 1
 * @param graphConvolution which approximation of the spectral convolution
 * @param rollout how forecasts of more than one interval are made
 * @param missingMarks whether which cells were observed are further input channels; not in the
 *     paper
 * @param head point or huber when published; others fit as well
 * @param dropout share of the activations dropped in training after each block
 * @param ties which sites are neighbours
 */
public record ClassicConfig(
    @JsonProperty(required = true) int inputSteps,
    @JsonProperty(required = true) int horizon,
    @JsonProperty(required = true) int temporalWidth,
    @JsonProperty(required = true) int graphWidth,
    @JsonProperty(required = true) int outputWidth,
    @JsonProperty(required = true) int kernel,
    @JsonProperty(required = true) int polynomials,
    @JsonProperty(required = true) GraphConvolutionKind graphConvolution,
    @JsonProperty(required = true) Rollout rollout,
    @JsonProperty(required = true) boolean missingMarks,
    @JsonProperty(required = true) Head head,
    @JsonProperty(required = true) double dropout,
    @JsonProperty(required = true) Ties ties)
    implements ForecasterConfig {

  /** Approximations of the spectral graph convolution (section 3.2 of the paper). */
  public enum GraphConvolutionKind {
    /** Polynomials of the scaled Laplacian (Defferrard et al. 2016). */
    @JsonProperty("chebyshev")
    CHEBYSHEV,
    /** One renormalised step to the neighbours (Kipf and Welling 2017). */
    @JsonProperty("first-order")
    FIRST_ORDER
  }

  /** How forecasts of more than one interval are made. */
  public enum Rollout {
    /** One pass has an output for each interval: the one departure that a horizon of many needs. */
    @JsonProperty("direct")
    DIRECT,
    /**
     * As published: trained for the next interval, whose forecast is the input of the one after.
     */
    @JsonProperty("recursive")
    RECURSIVE
  }

  private static final int BLOCKS = 2;
  private static final int TEMPORAL_CONVOLUTIONS = 2 * BLOCKS;

  public ClassicConfig {
    if (horizon < 1 || temporalWidth < 1 || graphWidth < 1 || outputWidth < 1 || polynomials < 1) {
      throw new IllegalArgumentException(
          "horizon %d, temporalWidth %d, graphWidth %d, outputWidth %d, polynomials %d must be above 0"
              .formatted(horizon, temporalWidth, graphWidth, outputWidth, polynomials));
    }
    if (kernel < 2 || stepsLeft(inputSteps, kernel) < 1) {
      throw new IllegalArgumentException(
          "inputSteps %d are used up by %d convolutions of kernel %d"
              .formatted(inputSteps, TEMPORAL_CONVOLUTIONS, kernel));
    }
    if (graphConvolution == GraphConvolutionKind.FIRST_ORDER && polynomials != 1) {
      throw new IllegalArgumentException(
          "polynomials " + polynomials + ": a first-order graph convolution takes 1");
    }
    if (rollout == Rollout.RECURSIVE && head.hasQuantiles()) {
      throw new IllegalArgumentException(
          "head " + head + ": a distribution cannot be the input of a recursive rollout");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout " + dropout + " is not in [0, 1)");
    }
  }

  /** The paper's sizes with Chebyshev polynomials; 12 intervals in, 12 out at once. */
  public static ClassicConfig published() {
    return new ClassicConfig(
        12,
        12,
        64,
        16,
        128,
        3,
        3,
        GraphConvolutionKind.CHEBYSHEV,
        Rollout.DIRECT,
        false,
        Head.POINT,
        0,
        Ties.ofLinks());
  }

  @Override
  @JsonIgnore
  public boolean knowsSeasons() {
    return false;
  }

  @Override
  @JsonIgnore
  public int stepsAtOnce() {
    return rollout == Rollout.RECURSIVE ? 1 : horizon;
  }

  @Override
  @JsonIgnore
  public int reach() {
    int convolution = graphConvolution == GraphConvolutionKind.CHEBYSHEV ? polynomials - 1 : 1;
    return BLOCKS * convolution;
  }

  /** Steps left after both blocks: what the output layer's kernel spans. */
  int stepsLeft() {
    return stepsLeft(inputSteps, kernel);
  }

  private static int stepsLeft(int inputSteps, int kernel) {
    return inputSteps - TEMPORAL_CONVOLUTIONS * (kernel - 1);
  }
}
