package dev.fairway.cli.train;

import dev.fairway.diffusion.train.Distillation;
import java.nio.file.Path;

/**
 * That a model is learned from another one.
 *
 * @param teacher bundle of the other one
 */
public record Teaching(Path teacher, Distillation method) {}
