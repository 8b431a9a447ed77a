package dev.fairway.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Fairway that runs, as cards and reports name it. */
public final class CodeVersion {

  public static String current() {
    Properties properties = new Properties();
    try (InputStream in = CodeVersion.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties cannot be read from the jar", e);
    }
    return properties.getProperty("version");
  }

  private CodeVersion() {}
}
