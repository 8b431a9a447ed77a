package dev.fairway.cli.train;

import java.nio.file.Path;

/**
 * A diffusion model whose forecasts a forecaster learns.
 *
 * @param diffusion its bundle
 * @param most inputs that it is asked about, evenly spread over the training part: its answers take
 *     most of the time
 */
public record Teacher(Path diffusion, int most) {

  public Teacher {
    if (most < 1) {
      throw new IllegalArgumentException("--taught " + most + ": must be 1 or more");
    }
  }
}
