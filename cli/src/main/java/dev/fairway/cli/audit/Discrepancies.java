package dev.fairway.cli.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What should be there and is not, what is there once too often, and what is not what it should be.
 */
public final class Discrepancies {

  private static final int NAMED = 3;

  private long lost;
  private long doubled;
  private long wrong;
  private final List<String> examples = new ArrayList<>();

  void lost(String what) {
    lost++;
    name("lost: " + what);
  }

  void doubled(String what) {
    doubled++;
    name("doubled: " + what);
  }

  /** There, once, but not as what went in makes it. */
  void wrong(String what) {
    wrong++;
    name("wrong: " + what);
  }

  public long lost() {
    return lost;
  }

  public long doubled() {
    return doubled;
  }

  public long wrong() {
    return wrong;
  }

  public boolean none() {
    return lost + doubled + wrong == 0;
  }

  /** The first few, in words. */
  public List<String> examples() {
    return List.copyOf(examples);
  }

  /** For a terminal. */
  String describe() {
    return none()
        ? "each once"
        : "%,d lost, %,d doubled, %,d wrong; such as %s"
            .formatted(lost, doubled, wrong, String.join("; ", examples));
  }

  private void name(String example) {
    if (examples.size() < NAMED) {
      examples.add(example);
    }
  }
}
