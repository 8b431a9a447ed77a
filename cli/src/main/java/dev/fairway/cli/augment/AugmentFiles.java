package dev.fairway.cli.augment;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fairway.diffusion.augment.AugmentReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What stands beside an enlarged data set, for programs and for the careful. */
final class AugmentFiles {

  static final String QUALITY = "quality.json";
  static final String PROVENANCE = "provenance.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private AugmentFiles() {}

  static void writeQuality(Path folder, AugmentReport report) throws IOException {
    Files.write(folder.resolve(QUALITY), JSON.writeValueAsBytes(report));
  }

  static void writeProvenance(Path folder, AugmentProvenance provenance) throws IOException {
    Files.write(folder.resolve(PROVENANCE), JSON.writeValueAsBytes(provenance));
  }
}
