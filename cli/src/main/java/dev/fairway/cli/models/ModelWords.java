package dev.fairway.cli.models;

import dev.fairway.forecast.StgcnBundles;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.ModelCard;
import java.util.Locale;

/** What is told of a model. */
public final class ModelWords {

  /** In a line. */
  public static String line(ModelsDirectory.Found found) {
    String name = found.directory().getFileName().toString();
    if (found.bundle().isEmpty()) {
      return "  %-28s REFUSED: %s".formatted(name, found.refusal().orElse(""));
    }
    ModelCard card = found.bundle().get().card();
    return "%s %-28s %-16s %s  seed %d  %s"
        .formatted(
            found.champion() ? "*" : " ",
            name,
            card.network(),
            card.provenance().created(),
            card.provenance().seed(),
            headline(card));
  }

  /** The errors on the test part, if the card has such. */
  private static String headline(ModelCard card) {
    StringBuilder text = new StringBuilder();
    card.scores()
        .forEach(
            (name, value) -> {
              if (name.startsWith("test.") && name.endsWith(".mae")) {
                text.append(String.format(Locale.ROOT, "%s %.4f  ", name, value));
              }
            });
    return text.toString().strip();
  }

  /**
   * The whole card.
   *
   * @throws BundleException if the bundle does not say how it was trained, or not readably
   */
  public static String card(ModelBundle bundle) throws BundleException {
    ModelCard card = bundle.card();
    StringBuilder text = new StringBuilder();
    line(text, "model", card.kind() + " " + bundle.id());
    line(text, "bundle", bundle.directory() + ", every file as the card says");
    line(text, "network", card.network() + ", hash " + card.networkHash());
    line(text, "channels", card.channels() + " in " + card.units());
    line(text, "interval", card.intervalSeconds() + " s");
    line(text, "made by", card.provenance().command());
    line(text, "from data", card.provenance().dataHash());
    line(text, "seed", Long.toString(card.provenance().seed()));
    line(
        text,
        "made",
        card.provenance().created() + " by fairway " + card.provenance().codeVersion());
    line(text, "architecture", card.architecture().toString());
    if (card.kind().equals(StgcnBundles.KIND)) {
      line(text, "training", StgcnBundles.plan(bundle).toString());
    }
    card.scores()
        .forEach(
            (name, value) ->
                line(text, "score", String.format(Locale.ROOT, "%-32s %.4f", name, value)));
    if (card.kind().equals(StgcnBundles.KIND)) {
      StgcnBundles.augmentation(bundle).map(ChoiceTable::of).ifPresent(text::append);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, String value) {
    text.append("%-13s %s%n".formatted(what, value));
  }

  private ModelWords() {}
}
