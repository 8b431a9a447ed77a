package dev.fairway.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A trained model as a directory: {@code model.json} (the card and the SHA-256 of every other file)
 * and the files with weights and calibration. The bundle's id is the SHA-256 of {@code model.json},
 * so it speaks for all of them.
 *
 * <p>Every file is checked before anyone, native code above all, reads it.
 */
public final class ModelBundle {

  private static final String CARD_FILE = "model.json";
  private static final long MAXIMUM_CARD_BYTES = 4L << 20;

  /** Of all files of a bundle together: they are held in memory. */
  private static final long MAXIMUM_BYTES = 1L << 30;

  private static final Pattern FILE_NAME = Pattern.compile("[\\w.-]{1,255}");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private record Manifest(ModelCard card, Map<String, String> sha256) {}

  private final Path directory;
  private final String id;
  private final ModelCard card;
  private final Map<String, byte[]> files;

  private ModelBundle(Path directory, String id, ModelCard card, Map<String, byte[]> files) {
    this.directory = directory;
    this.id = id;
    this.card = card;
    this.files = files;
  }

  /**
   * Writes a bundle below {@code parent}, in a directory named after its kind and id. It appears
   * whole or not at all.
   */
  public static ModelBundle write(Path parent, ModelCard card, Map<String, byte[]> files)
      throws IOException {
    Map<String, String> sums = new TreeMap<>();
    files.forEach((name, content) -> sums.put(name, sha256(content)));
    byte[] manifest = JSON.writeValueAsBytes(new Manifest(card, sums));
    String id = sha256(manifest);
    Path target = parent.resolve(directoryName(card.kind(), id));
    Files.createDirectories(parent);
    Path draft = Files.createTempDirectory(parent, ".draft-");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(draft.resolve(file.getKey()), file.getValue());
    }
    Files.write(draft.resolve(CARD_FILE), manifest);
    if (Files.notExists(target)) {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }
    return new ModelBundle(target, id, card, new TreeMap<>(files));
  }

  /** Of the bundle of a kind and id. */
  public static String directoryName(String kind, String id) {
    return kind + "-" + id.substring(0, 12);
  }

  /**
   * Opens a bundle and checks every file of it.
   *
   * @throws BundleException if it is truncated, changed or no bundle at all
   */
  public static ModelBundle open(Path directory) throws BundleException, IOException {
    Path cardFile = directory.resolve(CARD_FILE);
    try {
      byte[] bytes = content(directory, cardFile, MAXIMUM_CARD_BYTES);
      Manifest manifest = JSON.readValue(bytes, Manifest.class);
      if (manifest == null) {
        throw new BundleException(cardFile, "is no model card: it is empty");
      }
      Map<String, byte[]> files = new TreeMap<>();
      long left = MAXIMUM_BYTES;
      for (Map.Entry<String, String> expected : manifest.sha256().entrySet()) {
        if (!FILE_NAME.matcher(expected.getKey()).matches()) {
          throw new BundleException(
              cardFile, "names a file outside the bundle: " + expected.getKey());
        }
        Path file = directory.resolve(expected.getKey());
        byte[] content = content(directory, file, left);
        left -= content.length;
        String actual = sha256(content);
        if (!actual.equals(expected.getValue())) {
          throw new BundleException(
              file, "its SHA-256 is " + actual + ", the card says " + expected.getValue());
        }
        files.put(expected.getKey(), content);
      }
      return new ModelBundle(directory, sha256(bytes), manifest.card(), files);
    } catch (NoSuchFileException e) {
      throw new BundleException(Path.of(e.getFile()), "the file is missing", e);
    } catch (JsonProcessingException e) {
      throw new BundleException(cardFile, "is no model card: " + e.getOriginalMessage(), e);
    }
  }

  /** No link may lead out of the directory, and no pipe or device be waited for. */
  private static byte[] content(Path directory, Path file, long most)
      throws BundleException, IOException {
    Path real = file.toRealPath();
    if (!real.startsWith(directory.toRealPath()) || !Files.isRegularFile(real)) {
      throw new BundleException(file, "is no file of the bundle's own: it is " + real);
    }
    if (Files.size(real) > most) {
      throw new BundleException(
          file, "is too large: %d bytes, where %d are left".formatted(Files.size(real), most));
    }
    return Files.readAllBytes(real);
  }

  /**
   * Writes a bundle of the same files and more, with a card of its own.
   *
   * @param parent see {@link #write}
   */
  public ModelBundle rewrite(Path parent, ModelCard other, Map<String, byte[]> more)
      throws IOException {
    Map<String, byte[]> all = new TreeMap<>(files);
    all.putAll(more);
    return write(parent, other, all);
  }

  /** SHA-256 of {@code model.json}, in hexadecimal. */
  public String id() {
    return id;
  }

  public Path directory() {
    return directory;
  }

  public ModelCard card() {
    return card;
  }

  /** Whether the bundle has such a file. */
  public boolean has(String name) {
    return files.containsKey(name);
  }

  /**
   * @throws BundleException if the bundle has no such file
   */
  public byte[] file(String name) throws BundleException {
    byte[] content = files.get(name);
    if (content == null) {
      throw new BundleException(directory, "has no file " + name);
    }
    return content.clone();
  }

  /**
   * Refuses the bundle where it was made for something else.
   *
   * @throws BundleException if kind or network are not the expected ones
   */
  public void require(String kind, String networkHash) throws BundleException {
    if (!card.kind().equals(kind)) {
      throw new BundleException(
          directory, "is a " + card.kind() + " model, not a " + kind + " model");
    }
    if (!card.networkHash().equals(networkHash)) {
      throw new BundleException(
          directory,
          "was trained on network "
              + card.network()
              + " with hash "
              + card.networkHash()
              + ", here the hash is "
              + networkHash);
    }
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(ContentHash.sha256().digest(content));
  }
}
