package dev.fairway.ingest.feed;

import dev.fairway.ingest.Source;
import java.io.IOException;

/** Opens a source from its beginning, each time with the same events. */
@FunctionalInterface
public interface SourceOpener {

  Source open() throws IOException;
}
