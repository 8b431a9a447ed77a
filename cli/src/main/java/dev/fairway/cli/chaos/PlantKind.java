package dev.fairway.cli.chaos;

import java.util.Locale;

/** In which processes a Fairway runs. */
enum PlantKind {
  TOGETHER("the whole in one process"),
  APART("processes apart"),
  ON_FLINK("on a Flink cluster");

  private final String inWords;

  PlantKind(String inWords) {
    this.inWords = inWords;
  }

  String inWords() {
    return inWords;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
