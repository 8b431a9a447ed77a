package dev.fairway.series.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A data set where it lies: its folder and its fact sheet. The sheet is {@code fairway.yaml} in the
 * folder; folders of well-known sets do without, as Fairway brings their sheets, chosen by the
 * folder's name.
 */
public record DataFolder(Path folder, FactSheet sheet) {

  private static final String SHEET_FILE = "fairway.yaml";

  /**
   * @param path a folder, or a fact sheet whose folder is the data set's
   * @throws FactSheetException if the sheet is wrong
   * @throws NoSuchFileException if there is no sheet
   */
  public static DataFolder open(Path path) throws FactSheetException, IOException {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.isRegularFile(absolute)) {
      return new DataFolder(absolute.getParent(), FactSheetReader.read(absolute));
    }
    if (!Files.isDirectory(absolute)) {
      throw new NoSuchFileException(absolute.toString(), null, "there is no such data folder");
    }
    Path own = absolute.resolve(SHEET_FILE);
    if (Files.exists(own)) {
      return new DataFolder(absolute, FactSheetReader.read(own));
    }
    String shipped = "sheets/" + absolute.getFileName() + ".yaml";
    try (InputStream stream = DataFolder.class.getResourceAsStream(shipped)) {
      if (stream == null) {
        throw new NoSuchFileException(
            own.toString(), null, "the data set has no fact sheet, and Fairway brings none for it");
      }
      String yaml = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new DataFolder(absolute, FactSheetReader.parse(shipped, yaml));
    }
  }

  /** A file that the sheet names. */
  public Path resolve(String file) {
    return folder.resolve(file);
  }

  /**
   * The files with the readings, in the sheet's order; those of one glob by name.
   *
   * @throws NoSuchFileException if a path or glob names no file
   */
  public List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String pattern : sheet.source().files()) {
      List<Path> found = find(pattern);
      if (found.isEmpty()) {
        throw new NoSuchFileException(
            folder.resolve(pattern).toString(), null, "the fact sheet names it in source.files");
      }
      files.addAll(found);
    }
    return List.copyOf(files);
  }

  /** A glob may stand in the last part of the path only. */
  private List<Path> find(String pattern) throws IOException {
    int slash = pattern.lastIndexOf('/');
    Path parent = slash < 0 ? folder : folder.resolve(pattern.substring(0, slash));
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(parent, pattern.substring(slash + 1))) {
      entries.forEach(found::add);
    }
    return found.stream().filter(Files::isRegularFile).sorted().toList();
  }
}
