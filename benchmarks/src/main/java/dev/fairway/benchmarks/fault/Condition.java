package dev.fairway.benchmarks.fault;

import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.forecast.Attack;
import dev.fairway.forecast.Disturbance;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.fault.DeadFault;
import dev.fairway.series.fault.DriftingFault;
import dev.fairway.series.fault.SensorFault;
import dev.fairway.series.fault.SiteDeviations;
import dev.fairway.series.fault.SiteShare;
import dev.fairway.series.fault.SpikingFault;
import dev.fairway.series.fault.SpoofedFault;
import dev.fairway.series.fault.StuckFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is done to the windows that a forecaster sees.
 *
 * @param name with its numbers
 * @param disturbance for a forecaster: an attacker knows whom he attacks
 */
public record Condition(String name, Function<StgcnForecaster, Disturbance> disturbance) {

  /** Site deviations in an hour. */
  private static final double DRIFT = 1;

  /** Of a faulty site's cells. */
  private static final double SPIKES = 0.1;

  /** In site deviations. */
  private static final double SPIKE_HEIGHT = 5;

  /**
   * None; each fault; and each attack beside noise that is as large.
   *
   * @param share of the sites that are faulty
   */
  public static List<Condition> all(Task task, double share, List<Attack> attacks) {
    List<Condition> all = new ArrayList<>();
    all.add(new Condition("clean", forecaster -> Disturbance.none()));
    for (SensorFault fault : faults(task.training())) {
      Disturbance its = Disturbance.fault(fault, new SiteShare(share), task.filler());
      all.add(
          new Condition(
              "%s, %.0f %% of the sites".formatted(fault.name(), 100 * share), forecaster -> its));
    }
    for (Attack attack : attacks) {
      String means = "%s sd, %.0f %% of the sites".formatted(attack.radius(), 100 * attack.share());
      all.add(new Condition("noise " + means, forecaster -> forecaster.noise(attack)));
      all.add(
          new Condition(
              "PGD-%d %s".formatted(attack.iterations(), means),
              forecaster -> forecaster.under(attack)));
    }
    return all;
  }

  /** Attacks that a diffusion model keeps plausible, each beside its own way without a push. */
  public static List<Condition> plausible(PlausibleAttack plausible, List<Attack> attacks) {
    List<Condition> all = new ArrayList<>();
    for (Attack attack : attacks) {
      String means = "%s sd, %.0f %% of the sites".formatted(attack.radius(), 100 * attack.share());
      Disturbance control = plausible.control(attack);
      all.add(new Condition("redrawn " + means, forecaster -> control));
      all.add(
          new Condition(
              "diffusion-guided-%d %s".formatted(attack.iterations(), means),
              forecaster -> plausible.on(forecaster, attack)));
    }
    return all;
  }

  private static List<SensorFault> faults(TrafficSeries training) {
    SiteDeviations deviations = SiteDeviations.fit(training);
    return List.of(
        new StuckFault(),
        new DriftingFault(deviations, DRIFT),
        new SpikingFault(deviations, SPIKES, SPIKE_HEIGHT),
        new DeadFault(training.measured().channels()),
        new SpoofedFault(training));
  }
}
