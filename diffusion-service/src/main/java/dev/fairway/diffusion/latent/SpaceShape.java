package dev.fairway.diffusion.latent;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.HostTensor;
import java.util.Map;

/** Where windows are denoised, as a model's card names it; {@code kind} says which it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CellsShape.class, name = "cells"),
  @JsonSubTypes.Type(value = CodecShape.class, name = "latent")
})
public sealed interface SpaceShape permits CellsShape, CodecShape {

  /** In the cells themselves. */
  SpaceShape CELLS = new CellsShape();

  /** Whether there are weights to learn before a denoiser can. */
  @JsonIgnore
  boolean isLearned();

  /**
   * @param root owner of all it needs
   * @param channels C of the data
   * @param steps T of a window
   * @param weights empty where nothing is learned
   * @throws IllegalArgumentException if the weights are another's
   */
  WindowSpace open(
      NDManager root,
      int channels,
      int steps,
      TrafficNetwork network,
      Map<String, HostTensor> weights);
}
