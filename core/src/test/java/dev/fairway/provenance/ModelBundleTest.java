package dev.fairway.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {

  private static final byte[] WEIGHTS = "many weights".getBytes(StandardCharsets.UTF_8);

  @TempDir Path parent;
  private ModelBundle bundle;

  @BeforeEach
  void write() throws IOException {
    bundle = ModelBundle.write(parent, card(), Map.of("weights.bin", WEIGHTS));
  }

  @Test
  void aBundleOpensAsItWasWritten() throws Exception {
    ModelBundle opened = ModelBundle.open(bundle.directory());
    assertThat(opened.id()).isEqualTo(bundle.id());
    assertThat(opened.card()).isEqualTo(card());
    assertThat(opened.file("weights.bin")).isEqualTo(WEIGHTS);
    opened.require("stgcn", "abc");
    assertThatThrownBy(() -> opened.require("diffusion", "abc")).hasMessageContaining("stgcn");
    assertThatThrownBy(() -> opened.require("stgcn", "def")).hasMessageContaining("def");
    assertThatThrownBy(() -> opened.file("other")).hasMessageContaining("no file other");
  }

  @Test
  void theSameModelIsTheSameBundle() throws Exception {
    assertThat(ModelBundle.write(parent, card(), Map.of("weights.bin", WEIGHTS)).id())
        .isEqualTo(bundle.id());
  }

  @Test
  void changedTruncatedAndMissingFilesAreRefused() throws Exception {
    Path weights = bundle.directory().resolve("weights.bin");
    byte[] flipped = WEIGHTS.clone();
    flipped[3] ^= 1;
    Files.write(weights, flipped);
    assertRefused("weights.bin");
    Files.write(weights, Arrays.copyOf(WEIGHTS, WEIGHTS.length - 1));
    assertRefused("weights.bin");
    Files.delete(weights);
    assertRefused("missing");
  }

  @Test
  void aCardThatIsNoneIsRefused() throws Exception {
    Path card = bundle.directory().resolve("model.json");
    byte[] whole = Files.readAllBytes(card);
    Files.write(card, Arrays.copyOf(whole, whole.length / 2));
    assertRefused("no model card");
    Files.delete(card);
    assertRefused("missing");
  }

  @Test
  void aCardMayNotNameFilesElsewhere() throws Exception {
    Files.write(parent.resolve("weights.bin"), WEIGHTS);
    Path card = bundle.directory().resolve("model.json");
    String text = Files.readString(card);
    for (String elsewhere :
        List.of("../weights.bin", parent.resolve("weights.bin").toString(), "x/../weights.bin")) {
      Files.writeString(card, text.replace("\"weights.bin\"", "\"" + elsewhere + "\""));
      assertRefused("outside the bundle");
    }
  }

  @Test
  void filesOfABundleAreItsOwnAndNoLargerThanMemory() throws Exception {
    Path weights = bundle.directory().resolve("weights.bin");
    Path elsewhere = Files.write(parent.resolve("weights.bin"), WEIGHTS);
    Files.delete(weights);
    Files.createSymbolicLink(weights, elsewhere);
    assertRefused("no file of the bundle's own");
    Files.delete(weights);
    Files.createDirectory(weights);
    assertRefused("no file of the bundle's own");
    Files.delete(weights);
    try (RandomAccessFile sparse = new RandomAccessFile(weights.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertRefused("too large");
    Files.delete(weights);
    Files.move(elsewhere, weights);
    ModelBundle.open(bundle.directory());
  }

  /** Files are named after them. */
  @Test
  void kindAndNetworkAreNames() throws Exception {
    Path card = bundle.directory().resolve("model.json");
    String text = Files.readString(card);
    for (String name : List.of("", "..", "../../up", "a\\u0000b", "C:\\\\up")) {
      Files.writeString(card, text.replace("\"small\"", "\"" + name + "\""));
      assertRefused("is no name");
      Files.writeString(card, text.replace("\"stgcn\"", "\"" + name + "\""));
      assertRefused("is no name");
    }
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> ModelBundle.open(bundle.directory()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(bundle.directory().toString())
        .hasMessageContaining(reason);
  }

  private static ModelCard card() {
    return new ModelCard(
        "stgcn",
        "small",
        "abc",
        List.of("flow"),
        List.of("veh/h"),
        300,
        JsonNodeFactory.instance.objectNode().put("width", 64),
        Map.of("mae", 1.5),
        new Provenance("train", "data", 7, "0.1", Instant.parse("2024-01-01T00:00:00Z")));
  }

  @Test
  void aKeptBundleIsMadeOnceAndAgainOnceItIsGivenUp() throws Exception {
    KeptBundle kept = new KeptBundle(parent.resolve("kept"));
    int[] made = {0};
    KeptBundle.Making making =
        folder -> {
          made[0]++;
          return ModelBundle.write(folder, card(), Map.of("weights.bin", WEIGHTS));
        };
    assertThat(kept.orMade(making).id()).isEqualTo(bundle.id());
    assertThat(kept.orMade(making).id()).isEqualTo(bundle.id());
    assertThat(made[0]).isEqualTo(1);
    kept.delete();
    assertThat(kept.folder()).doesNotExist();
    kept.orMade(making);
    assertThat(made[0]).isEqualTo(2);
  }

  @Test
  void aKeptBundleThatIsBrokenIsToldOf() throws Exception {
    KeptBundle kept = new KeptBundle(parent.resolve("kept"));
    ModelBundle its =
        kept.orMade(folder -> ModelBundle.write(folder, card(), Map.of("weights.bin", WEIGHTS)));
    Files.write(its.directory().resolve("weights.bin"), new byte[1]);
    assertThatThrownBy(() -> kept.orMade(folder -> its))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("delete " + kept.folder());
  }
}
