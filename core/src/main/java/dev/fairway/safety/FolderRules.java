package dev.fairway.safety;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where something is kept that must be there at the next start. */
public final class FolderRules {

  /**
   * @param setting that names the place
   * @param temporary the folder that a machine empties when it likes
   */
  public static List<Finding> of(String setting, Path place, Path temporary) {
    Path folder = place.toAbsolutePath().normalize();
    Path there = folder;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      return List.of(
          Finding.refusal(
              setting,
              folder,
              "%s is no folder that can be written to".formatted(there),
              "one that can"));
    }
    return folder.startsWith(temporary.toAbsolutePath().normalize())
        ? List.of(
            Finding.warning(
                setting,
                folder,
                "it lies in the machine's temporary folder; what is kept there may be gone at the next start, and results would come a second time",
                "a folder that stays"))
        : List.of();
  }

  private FolderRules() {}
}
