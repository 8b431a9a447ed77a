package dev.fairway.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a demo is told.
 *
 * @param directory everything it writes: the broker's log, checkpoints, models, logs
 * @param speed of the replay after the history, as {@code Pace} reads it
 * @param history how much of the feed is sent at once, as the past to learn from; empty: what suits
 *     the feed
 * @param port of the dashboard
 * @param kafkaPort of the broker
 * @param train whether models are trained
 * @param longestTraining time after which each training ends with what it has
 * @param seed of the simulator and of the trainings
 */
public record DemoSettings(
    Path directory,
    String speed,
    Optional<Duration> history,
    int port,
    int kafkaPort,
    boolean train,
    Duration longestTraining,
    long seed) {}
