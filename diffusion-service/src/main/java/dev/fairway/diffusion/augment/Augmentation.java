package dev.fairway.diffusion.augment;

import dev.fairway.series.TrafficWindow;
import java.util.List;

/**
 * Windows that a model made, and how good they are.
 *
 * @param windows without holes, in the channels' units; at times before the measured series, in the
 *     order of the week for which they were drawn
 */
public record Augmentation(List<TrafficWindow> windows, AugmentReport report) {

  public Augmentation {
    windows = List.copyOf(windows);
  }
}
