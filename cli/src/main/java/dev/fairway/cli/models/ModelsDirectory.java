package dev.fairway.cli.models;

import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of model bundles, and which of them is the champion of its network and kind.
 *
 * <p>Of each network and kind a text file below {@code champions} holds the names of all that were
 * promoted, one in a line, the present champion last.
 */
public final class ModelsDirectory {

  private static final String CHAMPIONS = "champions";
  private static final String CARD = "model.json";

  /**
   * A bundle as it was found.
   *
   * @param bundle empty where it was refused
   * @param refusal why it was refused, else empty
   */
  public record Found(
      Path directory, Optional<ModelBundle> bundle, Optional<String> refusal, boolean champion) {}

  private final Path root;

  /**
   * @throws NoSuchFileException if there is no such directory
   */
  public ModelsDirectory(Path root) throws NoSuchFileException {
    if (!Files.isDirectory(root)) {
      throw new NoSuchFileException(root.toString(), null, "there is no such directory of models");
    }
    this.root = root;
  }

  /** All bundles, by name; broken ones too. */
  public List<Found> list() throws IOException {
    List<Path> directories;
    try (Stream<Path> entries = Files.list(root)) {
      directories =
          entries
              .filter(entry -> Files.exists(entry.resolve(CARD)))
              .filter(entry -> !entry.getFileName().toString().startsWith("."))
              .sorted()
              .toList();
    }
    List<Found> found = new ArrayList<>();
    for (Path directory : directories) {
      try {
        ModelBundle bundle = ModelBundle.open(directory);
        boolean champion =
            champion(bundle.card().network(), bundle.card().kind())
                .filter(directory.getFileName().toString()::equals)
                .isPresent();
        found.add(new Found(directory, Optional.of(bundle), Optional.empty(), champion));
      } catch (BundleException e) {
        found.add(new Found(directory, Optional.empty(), Optional.of(e.getMessage()), false));
      }
    }
    return found;
  }

  /**
   * A bundle by its name or the beginning of its id.
   *
   * @throws IllegalArgumentException if none or several go by it
   * @throws BundleException if it is refused
   */
  public ModelBundle open(String name) throws IOException, BundleException {
    Path exact = root.resolve(name);
    if (!name.isEmpty()
        && exact.normalize().getParent() != null
        && Files.exists(exact.resolve(CARD))) {
      return ModelBundle.open(exact);
    }
    List<ModelBundle> matching =
        list().stream()
            .flatMap(found -> found.bundle().stream())
            .filter(bundle -> bundle.id().startsWith(name))
            .toList();
    if (matching.size() != 1) {
      throw new IllegalArgumentException(
          "%s: %d models of %s go by that; they are %s"
              .formatted(
                  name,
                  matching.size(),
                  root,
                  list().stream().map(found -> found.directory().getFileName()).toList()));
    }
    return matching.get(0);
  }

  /** Makes a bundle of this directory the champion of its network and kind. */
  public void promote(ModelBundle bundle) throws IOException {
    List<String> promoted = promoted(bundle.card().network(), bundle.card().kind());
    promoted.add(bundle.directory().getFileName().toString());
    write(bundle.card().network(), bundle.card().kind(), promoted);
  }

  /**
   * Goes back to the champion before.
   *
   * @return it
   * @throws IllegalStateException if there was none
   */
  public ModelBundle rollBack(String network, String kind) throws IOException, BundleException {
    List<String> promoted = promoted(network, kind);
    if (promoted.size() < 2) {
      throw new IllegalStateException(
          "Network %s had no %s champion in %s before %s".formatted(network, kind, root, promoted));
    }
    promoted.remove(promoted.size() - 1);
    ModelBundle before = ModelBundle.open(root.resolve(promoted.get(promoted.size() - 1)));
    write(network, kind, promoted);
    return before;
  }

  private Optional<String> champion(String network, String kind) throws IOException {
    List<String> promoted = promoted(network, kind);
    return promoted.isEmpty() ? Optional.empty() : Optional.of(promoted.get(promoted.size() - 1));
  }

  private List<String> promoted(String network, String kind) throws IOException {
    Path file = file(network, kind);
    return Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
  }

  private void write(String network, String kind, List<String> promoted) throws IOException {
    Path file = file(network, kind);
    Files.createDirectories(file.getParent());
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, promoted);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path file(String network, String kind) {
    return root.resolve(CHAMPIONS).resolve(network + "." + kind);
  }
}
