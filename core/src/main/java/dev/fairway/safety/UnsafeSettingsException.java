package dev.fairway.safety;

import java.util.List;
import java.util.stream.Collectors;

/** Settings with which nothing is started. The message names each, with the reason. */
public final class UnsafeSettingsException extends IllegalArgumentException {

  UnsafeSettingsException(List<Finding> refusals) {
    super(
        refusals.stream()
            .map(Finding::toString)
            .collect(Collectors.joining("\n  ", "unsafe settings, nothing was started:\n  ", "")));
  }
}
