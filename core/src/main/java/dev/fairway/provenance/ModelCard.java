package dev.fairway.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a model bundle says of itself.
 *
 * @param kind "stgcn" or "diffusion": who can read the architecture and the files
 * @param network id of the network it was trained on
 * @param networkHash of that network; the model fits no other
 * @param channels names of its input channels, in tensor order
 * @param units of those channels
 * @param intervalSeconds length of a time step
 * @param architecture the model's configuration, in its own form
 * @param scores by name, on data that was not trained on
 */
public record ModelCard(
    String kind,
    String network,
    String networkHash,
    List<String> channels,
    List<String> units,
    int intervalSeconds,
    JsonNode architecture,
    Map<String, Double> scores,
    Provenance provenance) {

  /** The same with other scores. */
  public ModelCard scored(Map<String, Double> others) {
    return revised(architecture, others, provenance);
  }

  /** Of a model of the same network, made anew from this one. */
  public ModelCard revised(JsonNode built, Map<String, Double> scored, Provenance made) {
    return new ModelCard(
        kind, network, networkHash, channels, units, intervalSeconds, built, scored, made);
  }
}
