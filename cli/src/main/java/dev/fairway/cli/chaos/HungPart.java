package dev.fairway.cli.chaos;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A process takes connections and answers nothing, for some seconds. */
@Immutable
record HungPart(Part part) implements Fault {

  private static final int SHORTEST_MILLIS = 4000;
  private static final int LONGEST_MILLIS = 12_000;

  @Override
  public void strike(Plant plant, RandomGenerator random) throws IOException, InterruptedException {
    plant.child(part).hold();
    try {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
    } finally {
      plant.child(part).goOn();
    }
  }
}
