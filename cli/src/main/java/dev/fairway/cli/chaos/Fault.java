package dev.fairway.cli.chaos;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** Something that goes wrong. */
@Immutable
interface Fault {

  /** Lets it happen; when this returns, whoever runs the plant has done what they would do. */
  void strike(Plant plant, RandomGenerator random) throws IOException, InterruptedException;
}
