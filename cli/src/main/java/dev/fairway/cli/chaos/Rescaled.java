package dev.fairway.cli.chaos;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** The job is stopped with a savepoint and goes on from it at twice the parallelism, or at half. */
@Immutable
record Rescaled() implements Fault {

  private static final int WIDE = 2;

  @Override
  public void strike(Plant plant, RandomGenerator random) throws IOException, InterruptedException {
    plant.flink().stop();
    plant.flink().run(plant.flink().parallelism() == 1 ? WIDE : 1);
  }
}
