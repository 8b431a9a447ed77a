package dev.fairway.provenance;

import java.nio.file.Path;

/** A model bundle that may not be used; the message names the file and what is wrong. */
public final class BundleException extends Exception {

  public BundleException(Path file, String reason) {
    super("Model bundle " + file + ": " + reason);
  }

  public BundleException(Path file, String reason, Throwable cause) {
    super("Model bundle " + file + ": " + reason, cause);
  }
}
