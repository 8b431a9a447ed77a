package dev.fairway.stream.flink;

/** A window with what the diffusion service made of it, or why it made nothing. */
public final class EnrichedWindow {

  public WindowReady window = new WindowReady();

  /** [N, d], packed; empty if there is none. */
  public float[] representation = {};

  /** Id of the diffusion model; empty if there is no representation. */
  public String representationModel = "";

  /** [C, T, N], without holes; empty if the service imputed nothing. */
  public float[] imputed = {};

  /** Id of the diffusion model; empty if it imputed nothing. */
  public String imputationModel = "";

  /** Why the service gave nothing; empty if it gave what it was asked for, or was asked nothing. */
  public String problem = "";

  static EnrichedWindow without(WindowReady window, String problem) {
    EnrichedWindow enriched = new EnrichedWindow();
    enriched.window = window;
    enriched.problem = problem;
    return enriched;
  }
}
