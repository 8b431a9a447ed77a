package dev.fairway.provenance;

import java.time.Instant;

/**
 * Where a model, a data set or a score comes from: enough to make it again.
 *
 * @param command what made it
 * @param dataHash {@code TrafficSeries.hash()} of what it was made from
 * @param seed of every random choice
 * @param codeVersion version of Fairway
 * @param created when
 */
public record Provenance(
    String command, String dataHash, long seed, String codeVersion, Instant created) {}
