package dev.fairway.cli.train;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A training on the history of a stream.
 *
 * @param kafka broker that has the history, and is told of the model
 * @param network to learn
 * @param until end of the history to learn from
 * @param out where bundles and checkpoints are made
 * @param longest time after which training ends with what it has
 */
public record TrainingRequest(
    String kafka, String network, Instant until, Path out, long seed, Duration longest) {}
