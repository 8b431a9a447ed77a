/**
 * A town and a fjord that do not exist, for trying things out where no data are at hand: traffic by
 * a known model, with known incidents, seen by imperfect detectors and receivers.
 */
package dev.fairway.ingest.simulate;
