package dev.fairway.cli.augment;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.augment.AugmentPlan;
import dev.fairway.diffusion.augment.Augmentation;
import dev.fairway.diffusion.augment.SyntheticWindows;
import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.ingest.dataset.DataSetWriter;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.CodeVersion;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.Provenance;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;

/**
 * A data set, enlarged by a model's windows and written anew.
 *
 * @param read what was measured
 * @param split what of it the model learned from, and what copies are told by
 * @param out the new folder
 * @param command what the provenance names as having made it
 */
public record DataSetAugmentation(
    AggregatedSeries read,
    ChronologicalSplit split,
    ModelBundle bundle,
    AugmentPlan plan,
    long seed,
    Path out,
    String command,
    Clock clock) {

  /**
   * Writes the report, and the data set if there is anything to add.
   *
   * @return false if windows were wanted and none was accepted
   * @throws IllegalArgumentException if the data set is enlarged already, or the folder not empty
   */
  public boolean run(PrintWriter to) throws IOException, BundleException {
    requireMeasured();
    requireEmpty();
    TrafficSeries series = read.series();
    if (!bundle.card().provenance().dataHash().equals(series.hash())) {
      to.println("the model learned from other data: it may have seen what is held out here");
      to.flush();
    }
    Augmentation made = drawn(series);
    to.print(AugmentTable.of(made.report()));
    Files.createDirectories(out);
    AugmentFiles.writeQuality(out, made.report());
    boolean any = !made.windows().isEmpty();
    if (any) {
      AugmentFiles.writeProvenance(
          out,
          new AugmentProvenance(
              new Provenance(command, series.hash(), seed, CodeVersion.current(), clock.instant()),
              bundle.id(),
              bundle.card().provenance()));
      DataSetWriter.write(out, series, made.windows());
      to.println("data set  " + out);
    }
    boolean wanted = made.report().drawn().wanted() > 0;
    if (wanted && !any) {
      to.println("none of the drawn windows can be taken: there is a report, and no data set");
    }
    to.flush();
    return any || !wanted;
  }

  private Augmentation drawn(TrafficSeries series) throws BundleException {
    try (DiffusionModel model = DiffusionModel.of(bundle);
        AugmentBar bar = new AugmentBar()) {
      return SyntheticWindows.draw(model, series, split, plan, seed, bar);
    }
  }

  private void requireMeasured() {
    if (!read.synthetic().isEmpty()) {
      throw new IllegalArgumentException(
          "The data set holds "
              + read.synthetic().size()
              + " windows that a model made: enlarge the one that it was made of");
    }
  }

  private void requireEmpty() throws IOException {
    if (Files.exists(out)) {
      try (Stream<Path> entries = Files.list(out)) {
        if (entries.findAny().isPresent()) {
          throw new IllegalArgumentException("--out " + out + " is not empty");
        }
      }
    }
  }
}
