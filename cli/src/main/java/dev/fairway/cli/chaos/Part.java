package dev.fairway.cli.chaos;

import java.util.Locale;

/** What runs as a process of its own. */
enum Part {
  BROKER,
  FEED,
  DIFFUSION,
  JOBMANAGER,
  TASKMANAGER_1,
  TASKMANAGER_2,
  /** {@code fairway job}, on a cluster within. */
  JOB,
  SERVE,
  /** All of them in one: {@code fairway demo}. */
  WHOLE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
