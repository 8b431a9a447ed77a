package dev.fairway.provenance;

import java.nio.file.Path;

/** A model bundle that may not be used; the message names the file and what is wrong. */
public final class BundleException extends Exception {

  /** Characters of a reason: it stands in each forecast that is made without the model. */
  private static final int LONGEST = 500;

  public BundleException(Path file, String reason) {
    super(message(file, reason));
  }

  public BundleException(Path file, String reason, Throwable cause) {
    super(message(file, reason), cause);
  }

  private static String message(Path file, String reason) {
    return "Model bundle "
        + file
        + ": "
        + (reason.length() > LONGEST ? reason.substring(0, LONGEST) + "..." : reason);
  }
}
