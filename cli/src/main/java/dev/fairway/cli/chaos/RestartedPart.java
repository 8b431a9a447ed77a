package dev.fairway.cli.chaos;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** A process is stopped in good order and started again. */
@Immutable
record RestartedPart(Part part) implements Fault {

  @Override
  public void strike(Plant plant, RandomGenerator random) throws IOException, InterruptedException {
    plant.child(part).stop();
    plant.child(part).start();
  }
}
