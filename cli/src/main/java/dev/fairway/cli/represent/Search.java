package dev.fairway.cli.represent;

import dev.fairway.cli.train.DiffusionTraining;
import dev.fairway.diffusion.represent.RepresentationSearch;
import dev.fairway.diffusion.represent.SearchPlan;
import dev.fairway.diffusion.represent.SearchResult;
import dev.fairway.diffusion.represent.SearchResult.Trial;
import dev.fairway.diffusion.represent.SearchedModel;
import dev.fairway.provenance.CodeVersion;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.Provenance;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Where a diffusion model is read best, as a drawing and as a bundle whose card says so.
 *
 * @param encoder stays the caller's
 * @param out where the bundle is made
 * @param command what the card names as having made it
 */
public record Search(
    OpenEncoder encoder, SearchPlan plan, Path out, String command, InstantSource clock) {

  /** Looks on the parts that the model was trained on and steered by, not on the last one. */
  public ModelBundle run(PrintWriter to) throws IOException {
    TrafficSeries series = encoder.series();
    RepresentationSearch search =
        new RepresentationSearch(encoder.model(), series, DiffusionTraining.split(series), plan);
    to.printf(
        "%d taps at %d noise levels and two about the best: at most %,d windows to encode%n",
        encoder.model().taps().size(), plan.levels().size(), search.encodings());
    to.flush();
    SearchResult result = run(search);
    to.print(SearchDrawing.of(result, encoder.model().taps()));
    ModelBundle found =
        SearchedModel.write(
            encoder.bundle(),
            result,
            out,
            new Provenance(
                command,
                series.hash(),
                encoder.bundle().card().provenance().seed(),
                CodeVersion.current(),
                clock.instant()));
    to.printf("model  %s%n", found.directory());
    to.flush();
    return found;
  }

  private static SearchResult run(RepresentationSearch search) {
    try (WindowBar bar = new WindowBar("searching", search.encodings())) {
      return search.run(bar::step, trial -> bar.say(words(trial)));
    }
  }

  private static String words(Trial trial) {
    return "level %.3f, taps %s: %.4f"
        .formatted(trial.plan().noiseLevel(), trial.plan().taps(), trial.error());
  }
}
