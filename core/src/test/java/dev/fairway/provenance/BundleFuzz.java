package dev.fairway.provenance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.fuzz.FuzzTarget;
import dev.fairway.fuzz.HeaderMutation;
import dev.fairway.fuzz.JsonMutation;
import dev.fairway.fuzz.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A good bundle of which one file after the other is made bad. Who opens it may refuse it, by a
 * {@link BundleException}, or open it.
 */
public final class BundleFuzz {

  private static final String CARD = "model.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads a bundle as far as is wanted. */
  @FunctionalInterface
  public interface Opening {
    void open(Path bundle) throws Exception;
  }

  private final Path bundle;
  private final Opening opening;
  private final byte[] card;

  /**
   * @param bundle is changed, and made good again for each input
   */
  public BundleFuzz(Path bundle, Opening opening) throws IOException {
    this.bundle = bundle;
    this.opening = opening;
    this.card = Files.readAllBytes(bundle.resolve(CARD));
  }

  /** Changed files of which the card has the sum of what they were: none may be opened. */
  public List<FuzzTarget> damaged() throws IOException {
    List<FuzzTarget> targets = new ArrayList<>();
    for (String name : names()) {
      byte[] good = Files.readAllBytes(bundle.resolve(name));
      targets.add(
          target(name + ", damaged", good, Mutation.OF_BYTES, bad -> openDamaged(name, good, bad)));
    }
    return targets;
  }

  /** Changed cards, and changed files of which the card has the sum, as of somebody malicious. */
  public List<FuzzTarget> forged() throws IOException {
    List<FuzzTarget> targets = new ArrayList<>();
    targets.add(target(CARD, card, Mutation.OF_BYTES.or(new JsonMutation()), this::openCard));
    for (String name : names()) {
      byte[] good = Files.readAllBytes(bundle.resolve(name));
      Mutation structured =
          name.endsWith(".safetensors") ? new HeaderMutation() : new JsonMutation();
      targets.add(
          target(
              name + ", with its sum",
              good,
              Mutation.OF_BYTES.or(structured),
              bad -> openForged(name, good, bad)));
    }
    return targets;
  }

  private static FuzzTarget target(
      String name, byte[] good, Mutation mutation, FuzzTarget.Parser parser) {
    return new FuzzTarget(
        name, List.of(good), mutation, List.of(BundleException.class, IOException.class), parser);
  }

  private void openCard(byte[] bad) throws Exception {
    try {
      Files.write(bundle.resolve(CARD), bad);
      opening.open(bundle);
    } finally {
      Files.write(bundle.resolve(CARD), card);
    }
  }

  private void openForged(String name, byte[] good, byte[] bad) throws Exception {
    ObjectNode forged = (ObjectNode) JSON.readTree(card);
    ((ObjectNode) forged.path("sha256")).put(name, ModelBundle.sha256(bad));
    try {
      Files.write(bundle.resolve(name), bad);
      openCard(JSON.writeValueAsBytes(forged));
    } finally {
      Files.write(bundle.resolve(name), good);
    }
  }

  private void openDamaged(String name, byte[] good, byte[] bad) throws Exception {
    try {
      Files.write(bundle.resolve(name), bad);
      opening.open(bundle);
    } finally {
      Files.write(bundle.resolve(name), good);
    }
    if (!Arrays.equals(good, bad)) {
      throw new IllegalStateException("A changed " + name + " was opened");
    }
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    JSON.readTree(card).path("sha256").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
