package dev.fairway.diffusion.process;

/**
 * dx = drift x dt + diffusion dw at a time (Song et al., Score-Based Generative Modeling through
 * Stochastic Differential Equations, 2021, equation 5). In terms of x = a x0 + s epsilon the drift
 * is (log a)' and the squared diffusion (s^2)' - 2 drift s^2.
 *
 * @param drift f, per unit of time
 * @param diffusion g, per square root of time
 */
public record Sde(double drift, double diffusion) {}
