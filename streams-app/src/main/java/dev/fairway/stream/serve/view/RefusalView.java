package dev.fairway.stream.serve.view;

import java.time.Instant;
import java.util.List;

/**
 * What was refused of a network for one reason. The network is empty where it could not be told.
 */
public record RefusalView(String network, String reason, long count, List<Example> examples) {

  /**
   * @param raw as text; what is no text shows as replacement characters
   */
  public record Example(String source, long line, String detail, String raw, Instant time) {}
}
