package dev.fairway.benchmarks.stream;

/** What a diffusion service does when it is asked. */
public enum DiffusionMood {
  /** There is none, and nobody asks. */
  NONE,
  /** Answers at once. */
  PROMPT,
  /** Answers after a quarter more than the deadline. */
  SLOW,
  /** Never answers. */
  HUNG,
  /** Answers that it cannot. */
  REFUSING,
  /** Answers at once, for one site too few. */
  WRONG
}
