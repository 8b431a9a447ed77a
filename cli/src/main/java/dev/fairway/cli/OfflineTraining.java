package dev.fairway.cli;

import dev.fairway.cli.train.DataTraining;
import dev.fairway.cli.train.StopRequest;
import dev.fairway.provenance.BundleException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;

/** A training on a data set as it is typed: Ctrl-C ends it, and it is said how to go on. */
final class OfflineTraining {

  /** As shells tell an end by Ctrl-C. */
  private static final int INTERRUPTED = 130;

  /** The exit code. */
  static int run(DataTraining training, PrintWriter out) throws IOException, BundleException {
    StopRequest stop = new StopRequest();
    Interruption interruption = Interruption.onSignal(stop::ask);
    try (interruption) {
      return run(training, stop, out);
    }
  }

  static int run(DataTraining training, StopRequest stop, PrintWriter out)
      throws IOException, BundleException {
    try {
      training.run(out, stop);
      return 0;
    } catch (CancellationException e) {
      out.println("stopped; the same command goes on from the last checkpoint");
      out.flush();
      return INTERRUPTED;
    }
  }

  private OfflineTraining() {}
}
