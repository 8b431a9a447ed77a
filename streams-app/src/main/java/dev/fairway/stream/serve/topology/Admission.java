package dev.fairway.stream.serve.topology;

/** Whether a record is taken in for scoring. */
public enum Admission {
  NEW,
  /** Known already: an at-least-once producer said it again. */
  REPEATED,
  /** Older than what is kept. */
  TOO_OLD
}
