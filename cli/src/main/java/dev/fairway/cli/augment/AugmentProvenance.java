package dev.fairway.cli.augment;

import dev.fairway.provenance.Provenance;

/**
 * Where an enlarged data set comes from. Its JSON form is its components.
 *
 * @param provenance of the data set; its data hash is that of what was measured
 * @param model id of the bundle, SHA-256
 * @param modelProvenance what the bundle says of itself
 */
record AugmentProvenance(Provenance provenance, String model, Provenance modelProvenance) {}
