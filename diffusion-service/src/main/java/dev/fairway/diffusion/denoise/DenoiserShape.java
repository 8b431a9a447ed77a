package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Parameters;
import java.util.List;

/**
 * Form and sizes of a denoiser, as a model's card names them; {@code form} says which form it is.
 * Channels and sites are those of the network it is for.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "form")
@JsonSubTypes({
  @JsonSubTypes.Type(value = UNetShape.class, name = "unet"),
  @JsonSubTypes.Type(value = DiTShape.class, name = "dit"),
  @JsonSubTypes.Type(value = UViTShape.class, name = "u-vit"),
  @JsonSubTypes.Type(value = AdaptedShape.class, name = "adapted")
})
public sealed interface DenoiserShape permits UNetShape, DiTShape, UViTShape, AdaptedShape {

  /** Channels of every tap, and of the representation. */
  int width();

  /** What it is told beside the cells. */
  Conditioning conditioning();

  /** The same, told something else. */
  DenoiserShape told(Conditioning other);

  /** How the names of the weights begin that the last block has, and what comes after it. */
  List<String> lastLayers();

  /**
   * A denoiser with first weights.
   *
   * @param owner of its constants
   * @param parameters takes its weights
   * @param channels C of the data
   */
  Denoiser denoiser(NDManager owner, Parameters parameters, int channels, TrafficNetwork network);
}
