package dev.fairway.benchmarks.change;

import dev.fairway.benchmarks.accuracy.SiteGroup;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.series.TrafficWindow;
import java.util.List;

/**
 * What happens to a network between training and serving. Those trained on the same sites stand
 * together: one training serves them.
 */
public enum Change {
  /** Nothing: trained on all sites, all there. */
  NONE("reference", true, true) {
    @Override
    PointForecaster seen(SiteDraw draw, Task served, PointForecaster forecaster) {
      return forecaster;
    }
  },
  /** Trained on all; the drawn sites and their links are gone. */
  GONE("sites-gone", true, false) {
    @Override
    PointForecaster seen(SiteDraw draw, Task served, PointForecaster forecaster) {
      return partOnly(draw.part(), served.filler(), forecaster);
    }
  },
  /** Trained on all; nothing is heard of the drawn sites, and their usual values stand in. */
  SILENT("sites-silent", true, true) {
    @Override
    PointForecaster seen(SiteDraw draw, Task served, PointForecaster forecaster) {
      return (observed, filled) -> {
        TrafficWindow heard = draw.silent(observed);
        return forecaster.forecast(heard, served.filler().fill(heard));
      };
    }
  },
  /** Trained on the others, on which it serves: what going costs less if one trains again. */
  GONE_RETRAINED("sites-gone-retrained", false, false) {
    @Override
    PointForecaster seen(SiteDraw draw, Task served, PointForecaster forecaster) {
      return partOnly(draw.part(), served.filler(), forecaster);
    }
  },
  /** Trained on the others; the drawn sites are new, and nothing of their past is known. */
  NEW("sites-new", false, true) {
    @Override
    PointForecaster seen(SiteDraw draw, Task served, PointForecaster forecaster) {
      HoleFiller filler = HoleFiller.seasonal(draw.silent(served.training()));
      return (observed, filled) -> forecaster.forecast(observed, filler.fill(observed));
    }
  };

  private final String label;
  private final boolean trainedOnAll;
  private final boolean servesAll;

  Change(String label, boolean trainedOnAll, boolean servesAll) {
    this.label = label;
    this.trainedOnAll = trainedOnAll;
    this.servesAll = servesAll;
  }

  /** As tables name it. */
  public String label() {
    return label;
  }

  boolean trainedOnAll() {
    return trainedOnAll;
  }

  boolean servesAll() {
    return servesAll;
  }

  /**
   * A forecaster as the change has it: given windows of the whole network, it sees and forecasts
   * what there is.
   *
   * @param served the task of the network that is served
   */
  abstract PointForecaster seen(SiteDraw draw, Task served, PointForecaster forecaster);

  List<SiteGroup> scored(SiteDraw draw) {
    return servesAll ? List.of(draw.others(), draw.drawn()) : List.of(draw.others());
  }

  private static PointForecaster partOnly(
      SitePart part, HoleFiller filler, PointForecaster forecaster) {
    return (observed, filled) -> {
      TrafficWindow there = part.of(observed);
      return part.spread(forecaster.forecast(there, filler.fill(there)));
    };
  }
}
