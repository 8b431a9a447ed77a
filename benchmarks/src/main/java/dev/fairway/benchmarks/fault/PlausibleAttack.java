package dev.fairway.benchmarks.fault;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.diffusion.sample.WindowImputer;
import dev.fairway.diffusion.scale.Expectation;
import dev.fairway.forecast.Attack;
import dev.fairway.forecast.Disturbance;
import dev.fairway.forecast.Example;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.Calendar;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.fault.SiteShare;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.TensorEngine;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An attack whose windows look like windows: the window is noised part of the way and denoised
 * again, and every estimate on the way back is pushed up the forecaster's loss. Only then is it
 * bound to the attack's radius, as one without a denoiser is (the loss-guided attack of Xue et al.,
 * "Diffusion-Based Adversarial Sample Generation", 2023, with one gradient step in each step back).
 *
 * <pre>
 * window ─► noise ─► denoise ─► push along the loss ─┐ ─► within the radius
 *                       └────────── steps ◄──────────┘
 * </pre>
 */
public final class PlausibleAttack implements AutoCloseable {

  /** How far to noise: at 0.25 a window keeps its form, and its details are open. */
  private static final double TIME = 0.25;

  private final NDManager root = TensorEngine.newRoot();
  private final DiffusionModel model;
  private final WindowImputer imputer;
  private final Calendar calendar;
  private final StandardScaler scaler;

  /**
   * @param bundle of a model of windows as long as a forecaster's input, in cells
   * @param scaler of the forecaster: the unit of an attack's radius
   */
  public PlausibleAttack(ModelBundle bundle, StandardScaler scaler) throws BundleException {
    AtomicReference<Denoiser> denoiser = new AtomicReference<>();
    this.model =
        DiffusionModel.of(
            bundle,
            its -> {
              denoiser.set(its);
              return its;
            });
    if (!model.space().pointsAreCells()) {
      throw new IllegalArgumentException("The diffusion model denoises latents, not cells");
    }
    this.imputer =
        new WindowImputer(root, denoiser.get(), model.architecture().noise(), model.space());
    this.calendar = Calendar.of(model.measured());
    this.scaler = scaler;
  }

  /** Pushed up a forecaster's loss in every step, by the attack's step size. */
  Disturbance on(StgcnForecaster forecaster, Attack attack) {
    Disturbance up =
        forecaster.under(new Attack(attack.stepSize(), attack.stepSize(), 1, attack.share()));
    return (example, chance) -> redrawn(example, attack, up, chance);
  }

  /** The same way there and back without a push: a control. */
  Disturbance control(Attack attack) {
    return (example, chance) -> redrawn(example, attack, Disturbance.none(), chance);
  }

  private ForecastInput redrawn(
      Example example, Attack attack, Disturbance up, SplittableRandom chance) {
    TrafficWindow seen = example.input().observed();
    TrafficWindow window = seen.complete(example.input().filled());
    float[] origin = model.scaler().scaled(window);
    double[] point = new double[origin.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = origin[i];
    }
    PartialPath path =
        new PartialPath(
            model.architecture().noise().process(),
            point,
            TIME,
            attack.iterations(),
            clean -> pushed(clean, window, example, up, chance));
    float[] drawn =
        GradientMode.off(
            () ->
                imputer.sample(
                    new float[origin.length],
                    new boolean[origin.length],
                    Expectation.ofNothing(origin.length),
                    model.scaler().bounds(window.start(), window.steps()),
                    new Shape(window.channels(), window.steps(), window.sites()),
                    StepContext.moment(calendar, window.start(), window.steps()),
                    1,
                    1,
                    path,
                    GaussianNoise.source(chance.nextLong()),
                    Checkpoint.NONE));
    float[] values = model.scaler().values(drawn, window.start(), window.steps());
    return within(example.input(), values, attack, chance);
  }

  private double[] pushed(
      double[] clean,
      TrafficWindow window,
      Example example,
      Disturbance up,
      SplittableRandom chance) {
    float[] scaled = new float[clean.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) clean[i];
    }
    float[] values = model.scaler().values(scaled, window.start(), window.steps());
    ForecastInput estimate =
        new ForecastInput(
            example.input().observed().with(values, example.input().observed().observed()),
            values,
            example.input().representation());
    float[] changed =
        model
            .scaler()
            .scaled(
                window.complete(up.of(new Example(estimate, example.target()), chance).filled()));
    double[] pushed = new double[changed.length];
    for (int i = 0; i < pushed.length; i++) {
      pushed[i] = changed[i];
    }
    return pushed;
  }

  /** Observed cells of attacked sites within the radius and the bounds, all others as they were. */
  private ForecastInput within(
      ForecastInput input, float[] drawn, Attack attack, SplittableRandom chance) {
    TrafficWindow seen = input.observed();
    boolean[] attacked = new SiteShare(attack.share()).draw(seen.sites(), chance);
    float[] values = seen.values().clone();
    float[] filled = input.filled().clone();
    for (int cell = 0; cell < filled.length; cell++) {
      int channel = cell / (seen.steps() * seen.sites());
      if (seen.observed()[cell] && attacked[cell % seen.sites()]) {
        double reach = attack.radius() * scaler.deviations().get(channel);
        double near = Math.max(filled[cell] - reach, Math.min(filled[cell] + reach, drawn[cell]));
        values[cell] = model.measured().channels().get(channel).nearest(near);
        filled[cell] = values[cell];
      }
    }
    return new ForecastInput(seen.with(values, seen.observed()), filled, input.representation());
  }

  @Override
  public void close() {
    model.close();
    root.close();
  }
}
