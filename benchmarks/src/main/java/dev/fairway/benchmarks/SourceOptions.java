package dev.fairway.benchmarks;

import dev.fairway.benchmarks.transfer.SourceNetwork;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.format.FactSheetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The other network, of which there is much data. */
final class SourceOptions {

  /** One of them, or none. */
  private static final class Kinds {
    @Option(
        names = "--source-data",
        paramLabel = "DIR",
        description =
            "A data set of another network, whose models the fine-tuned and transferred arms go on with. Of its channels those of the target are taken; of the same data set, the other sites.")
    private Path folder;

    @Option(
        names = "--source-simulated-days",
        paramLabel = "DAYS",
        description =
            "Or days of a twin of the simulated town: the same streets under other names, with less traffic and more incidents.")
    private int simulatedDays;
  }

  @ArgGroup private Kinds kinds;

  @Option(
      names = "--source-seed",
      defaultValue = "2",
      description = "Of the twin (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--source-sites",
      paramLabel = "COUNT",
      description = "Sites of the source that are learned from, next to each other. Default: all.")
  private int sites = Integer.MAX_VALUE;

  @Option(
      names = "--source-steps",
      defaultValue = "2000",
      description = "Of each training on the source (default: ${DEFAULT-VALUE}).")
  private int steps;

  boolean isThere() {
    return kinds != null;
  }

  /**
   * @param target where its models are to go on
   * @param work for what is derived from the data
   */
  Optional<SourceNetwork> read(MeasuredNetwork target, Path work)
      throws FactSheetException, IOException {
    if (kinds == null) {
      return Optional.empty();
    }
    TrafficSeries series =
        kinds.folder == null
            ? Tasks.simulatedTwin(kinds.simulatedDays, seed)
            : Tasks.series(kinds.folder, work);
    return Optional.of(SourceNetwork.of(series, target, sites, steps));
  }
}
