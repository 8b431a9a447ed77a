package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.diffusion.NearestSites;
import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.scale.FittedScaler;
import dev.fairway.diffusion.scale.ResidualScaler;
import dev.fairway.diffusion.train.LinearFill;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.season.FittedSeasons;
import dev.fairway.season.Seasons;
import dev.fairway.series.TrafficSeries;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The fillers of one task and one seed, each made once, by the first that needs it. */
final class Fillers implements AutoCloseable {

  /** Trains, or finds, a diffusion model. */
  @FunctionalInterface
  interface Denoisers {
    DiffusionModel of(Filling filling) throws IOException;
  }

  private final ThinTask task;
  private final Denoisers denoisers;
  private final Map<Filling, HoleFiller> known = new EnumMap<>(Filling.class);
  private final Map<Filling, DiffusionModel> models = new EnumMap<>(Filling.class);

  Fillers(ThinTask task, Denoisers denoisers) {
    this.task = task;
    this.denoisers = denoisers;
  }

  HoleFiller of(Filling filling) throws IOException {
    HoleFiller filler = known.get(filling);
    if (filler == null) {
      filler = made(filling);
      known.put(filling, filler);
    }
    return filler;
  }

  private HoleFiller made(Filling filling) throws IOException {
    TrafficSeries training = task.training();
    return switch (filling) {
      case PRODUCT -> HoleFiller.seasonal(training);
      case CARRIED_FORWARD -> HoleFiller.lastValue(training);
      case LINE -> {
        Seasons usual = FittedSeasons.fit(training);
        yield window -> LinearFill.of(window, usual.at(window.start(), window.steps()));
      }
      case USUAL -> {
        Seasons usual = FittedSeasons.fit(training);
        yield window -> window.beside(usual.at(window.start(), window.steps()));
      }
      case NEAREST_SITES -> NearestSites.fit(training)::fill;
      case KRIGING -> new FilledOnce(kriging(FittedScaler.fit(training).whileTraining()));
      case DIFFUSION, TRANSFERRED -> {
        DiffusionModel model = denoisers.of(filling);
        models.put(filling, model);
        yield new FilledOnce(diffusion(model.over(task.series())));
      }
    };
  }

  /** What a diffusion model of cells begins with, and no diffusion. */
  private static HoleFiller kriging(ResidualScaler scaler) {
    return window -> {
      float[] scaled = scaler.scaled(window);
      float[] mean = scaler.expected(scaled, window.observed()).mean();
      return window.beside(scaler.values(mean, window.start(), window.steps()));
    };
  }

  /**
   * What a diffusion model expects, which is shown the window and nothing else.
   *
   * @param model sees days that it was fitted to as new ones
   */
  private static HoleFiller diffusion(DiffusionModel model) {
    return window -> model.expected(window, Checkpoint.NONE);
  }

  @Override
  public void close() {
    models.values().forEach(DiffusionModel::close);
  }
}
