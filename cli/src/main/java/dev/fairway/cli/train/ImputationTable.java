package dev.fairway.cli.train;

import dev.fairway.provenance.ModelCard;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.util.Locale;
import java.util.Map;

/**
 * How well a diffusion model fills holes, beside simple fills and, if it denoises latents, what
 * their codec loses of the cells that it is shown: all as its card says.
 */
final class ImputationTable {

  private static final Map<String, String> FILLS =
      Map.of(
          "imputation-mae", "model",
          "linear-mae", "linear",
          "usual-mae", "as usual",
          "codec-mae", "codec");

  /** A line for each channel of which cells were hidden and known. */
  static String of(ModelCard card, MeasuredNetwork measured) {
    StringBuilder text = new StringBuilder();
    text.append("mean absolute error over hidden cells of the validation part\n");
    for (Channel channel : measured.channels()) {
      FILLS.keySet().stream()
          .sorted()
          .filter(score -> card.scores().containsKey(score + "/" + channel.name()))
          .forEach(
              score ->
                  text.append(
                      String.format(
                          Locale.ROOT,
                          "%-12s %-12s %9.4f %s%n",
                          channel.name(),
                          FILLS.get(score),
                          card.scores().get(score + "/" + channel.name()),
                          channel.unit())));
    }
    return text.toString();
  }

  private ImputationTable() {}
}
