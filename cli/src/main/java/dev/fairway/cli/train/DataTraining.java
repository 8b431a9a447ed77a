package dev.fairway.cli.train;

import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;

/** Trains a model on a data set, shows how far it is, and tells how good the model is. */
@FunctionalInterface
public interface DataTraining {

  /**
   * @param to takes the scores
   * @throws CancellationException if it was asked to stop; the last checkpoint is kept
   */
  ModelBundle run(PrintWriter to, StopRequest stop) throws IOException, BundleException;
}
