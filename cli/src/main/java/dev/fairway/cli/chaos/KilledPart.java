package dev.fairway.cli.chaos;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A process is gone from one moment to the next, and is started again some time later. */
@Immutable
record KilledPart(Part part) implements Fault {

  private static final int LONGEST_ABSENCE_MILLIS = 3000;

  @Override
  public void strike(Plant plant, RandomGenerator random) throws IOException, InterruptedException {
    plant.child(part).kill();
    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_ABSENCE_MILLIS));
    plant.child(part).start();
  }
}
