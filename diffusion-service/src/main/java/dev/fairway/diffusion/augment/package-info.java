/**
 * Data sets enlarged by what a model draws: where little was measured, or evenly. What is drawn has
 * to be possible and must not be a copy of what was learned from.
 */
package dev.fairway.diffusion.augment;
