package dev.fairway.cli.train;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A diffusion model as a forecaster's encoder.
 *
 * @param diffusion its bundle
 * @param jointWeight of its own loss, if it learns on with the forecaster; empty if it stays as it
 *     is
 */
public record Encoding(Path diffusion, Optional<Double> jointWeight) {}
