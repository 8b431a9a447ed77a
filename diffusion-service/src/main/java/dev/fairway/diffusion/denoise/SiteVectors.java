package dev.fairway.diffusion.denoise;

import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.HostTensor;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a denoiser has learned on one network, taken to another: all of its weights are the same at
 * every site, but for the vector that it has learned for each, see {@link SiteEmbedding}.
 */
public final class SiteVectors {

  /** Whether the weights of this name are the sites' vectors. */
  public static boolean isNamed(String name) {
    return name.endsWith("." + SiteEmbedding.OWN);
  }

  /**
   * A site keeps its vector, wherever in the order it is now; one that the weights do not know gets
   * the mean of all.
   *
   * @param weights by name, learned on {@code from}
   * @return the weights on {@code to}
   */
  public static Map<String, HostTensor> moved(
      Map<String, HostTensor> weights, TrafficNetwork from, TrafficNetwork to) {
    Map<String, HostTensor> moved = new TreeMap<>(weights);
    moved.replaceAll((name, tensor) -> isNamed(name) ? moved(tensor.values(), from, to) : tensor);
    return moved;
  }

  /** Ids of the sites that are average ones for the weights. */
  public static List<String> unknown(TrafficNetwork from, TrafficNetwork to) {
    return to.sites().stream().map(Site::id).filter(id -> from.indexOf(id).isEmpty()).toList();
  }

  private static HostTensor moved(float[] learned, TrafficNetwork from, TrafficNetwork to) {
    int width = learned.length / from.size();
    float[] mean = mean(learned, from.size());
    float[] values = new float[to.size() * width];
    for (int n = 0; n < to.size(); n++) {
      OptionalInt known = from.indexOf(to.sites().get(n).id());
      float[] source = known.isPresent() ? learned : mean;
      System.arraycopy(source, known.orElse(0) * width, values, n * width, width);
    }
    return new HostTensor(new long[] {to.size(), width}, values);
  }

  /** Of the rows. */
  private static float[] mean(float[] rows, int count) {
    float[] mean = new float[rows.length / count];
    for (int feature = 0; feature < mean.length; feature++) {
      double sum = 0;
      for (int i = feature; i < rows.length; i += mean.length) {
        sum += rows[i];
      }
      mean[feature] = (float) (sum / count);
    }
    return mean;
  }

  private SiteVectors() {}
}
