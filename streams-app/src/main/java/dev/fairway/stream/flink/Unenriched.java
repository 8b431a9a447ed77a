package dev.fairway.stream.flink;

import org.apache.flink.api.common.functions.MapFunction;

/** Stands where the diffusion service would be asked, if there is none. */
final class Unenriched implements MapFunction<WindowReady, EnrichedWindow> {

  private static final long serialVersionUID = 1;

  @Override
  public EnrichedWindow map(WindowReady ready) {
    return EnrichedWindow.without(ready, "no diffusion service is configured");
  }
}
