package dev.fairway.cli.represent;

import java.io.IOException;

/** Where rows go, one after another: issue time, site, r1..rd, the model's id. */
interface FeatureTable {

  void add(FeatureRow row) throws IOException;

  /** After the last row. */
  void finish() throws IOException;
}
