package dev.fairway.diffusion.represent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.ModelCard;
import dev.fairway.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A diffusion model whose card names the representation that a search found. */
public final class SearchedModel {

  /** File of the bundle with all that was tried, and how well it did. */
  public static final String FILE = "representation.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @param searched stays as it is
   * @param parent the new bundle's directory is made below it
   */
  public static ModelBundle write(
      ModelBundle searched, SearchResult result, Path parent, Provenance provenance)
      throws IOException {
    ModelCard card = searched.card();
    Map<String, Double> scores = new TreeMap<>(card.scores());
    scores.put("representation.validation-mae", result.best().error());
    scores.put("representation.validation-mae.window-alone", result.windowAlone());
    return searched.rewrite(
        parent,
        card.revised(
            JSON.valueToTree(architecture(card).with(result.best().plan())), scores, provenance),
        Map.of(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(result)));
  }

  private static DiffusionArchitecture architecture(ModelCard card) throws JsonProcessingException {
    return JSON.treeToValue(card.architecture(), DiffusionArchitecture.class);
  }

  private SearchedModel() {}
}
