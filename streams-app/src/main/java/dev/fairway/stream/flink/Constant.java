package dev.fairway.stream.flink;

import org.apache.flink.api.java.functions.KeySelector;

/** Keys that are all the same: a whole network in one place. */
final class Constant<T> implements KeySelector<T, String> {

  private static final long serialVersionUID = 1;

  private final String key;

  Constant(String key) {
    this.key = key;
  }

  @Override
  public String getKey(T value) {
    return key;
  }
}
