package dev.fairway.diffusion.represent;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowSeed;

/**
 * Windows of a series, their holes imputed as the service imputes them for the stream: as the
 * model's card says, with the seed that the stream derives from network and time.
 */
record CompleteWindows(DiffusionModel model, TrafficSeries series) {

  /**
   * Days that the model was fitted to are seen as new ones are, see {@link DiffusionModel#over}.
   */
  static CompleteWindows of(DiffusionModel model, TrafficSeries series) {
    return new CompleteWindows(model.over(series), series);
  }

  /** The window whose first interval is the series' step {@code firstStep}. */
  TrafficWindow at(int firstStep) {
    TrafficWindow window = series.window(firstStep, model.architecture().steps());
    return window.complete(model.impute(window, seed(window)).values());
  }

  /** Of all that is drawn for the window. */
  long seed(TrafficWindow window) {
    return WindowSeed.of(series.measured().network().id(), window.start());
  }
}
