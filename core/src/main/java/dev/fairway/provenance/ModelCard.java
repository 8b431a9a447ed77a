package dev.fairway.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

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

  // As files are named after them.
  private static final Pattern NAME = Pattern.compile("(?!\\.)[^/\\\\\\p{Cntrl}]{1,128}");

  /**
   * @throws IllegalArgumentException if kind or network cannot be part of a file's name, or
   *     anything is missing in a list, or the architecture is no object
   */
  public ModelCard {
    if (!NAME.matcher(kind).matches() || !NAME.matcher(network).matches()) {
      throw new IllegalArgumentException(
          "kind '%s' or network '%s' is no name".formatted(kind, network));
    }
    if (!architecture.isObject() || scores.values().stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("the architecture is no object, or a score is null");
    }
    channels = List.copyOf(channels);
    units = List.copyOf(units);
  }

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
