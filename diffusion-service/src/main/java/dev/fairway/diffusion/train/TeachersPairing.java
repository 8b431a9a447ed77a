package dev.fairway.diffusion.train;

import dev.fairway.diffusion.sample.Sampler;
import java.util.random.RandomGenerator;

/**
 * The noise, and where the teacher's path leads from it when it is given what is given: the pairs
 * of {@link Coupling#reflow}. All that was not given counts, as the teacher fills unknown cells
 * too.
 */
record TeachersPairing(Teacher teacher, Sampler sampler) implements Pairing {

  @Override
  public Pairs of(WindowItems items, double[] times, RandomGenerator random) {
    Coupling led = Coupling.reflow(sampler, teacher.of(items), items.points().length, random);
    double[] clean = led.clean().clone();
    float[] given = items.given();
    float[] counts = new float[given.length];
    for (int i = 0; i < given.length; i++) {
      clean[i] = given[i] == 1 ? items.points()[i] : clean[i];
      counts[i] = 1 - given[i];
    }
    return new Pairs(new Coupling(clean, led.epsilon()), times, counts);
  }
}
