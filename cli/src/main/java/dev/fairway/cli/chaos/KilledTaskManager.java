package dev.fairway.cli.chaos;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * The process of a Flink cluster that the job runs in is gone; another takes the job over, and one
 * is started in its place.
 */
@Immutable
record KilledTaskManager() implements Fault {

  @Override
  public void strike(Plant plant, RandomGenerator random) throws IOException, InterruptedException {
    Part busy = plant.flink().busy().orElse(Part.TASKMANAGER_1);
    new KilledPart(busy).strike(plant, random);
  }
}
