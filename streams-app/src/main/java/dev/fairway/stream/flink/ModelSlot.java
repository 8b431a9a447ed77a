package dev.fairway.stream.flink;

import dev.fairway.forecast.Forecaster;
import dev.fairway.series.MeasuredNetwork;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forecaster in use. A bundle is loaded once, at the first window after its promotion; one that
 * cannot be loaded is not tried again, and the forecaster before it stays in use.
 */
final class ModelSlot implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);

  private final MeasuredNetwork measured;
  private final ForecasterLoader loader;
  private String wanted = "";
  private Forecaster forecaster;
  private String problem = "";

  ModelSlot(MeasuredNetwork measured, ForecasterLoader loader) {
    this.measured = measured;
    this.loader = loader;
  }

  /** Makes the promoted model the one in use, if it can be loaded. */
  void use(PromotedModel promoted) {
    if (promoted.model.equals(wanted)) {
      return;
    }
    wanted = promoted.model;
    problem = "";
    try {
      Forecaster loaded = loader.load(Path.of(promoted.bundle), measured);
      if (loaded.id().equals(promoted.model)) {
        close();
        forecaster = loaded;
        LOG.info("Network {}: forecasting with {}", measured.network().id(), promoted.model);
      } else {
        problem = "the bundle %s is model %s".formatted(promoted.bundle, loaded.id());
        loaded.close();
      }
    } catch (Exception | LinkageError e) {
      // A missing native library must not take the baseline down with it.
      problem = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    if (!problem.isEmpty()) {
      problem = "model " + promoted.model + " cannot be loaded: " + problem;
      LOG.error("Network {}: {}", measured.network().id(), problem);
    }
  }

  /** The last that could be loaded; empty if there is none. */
  Optional<Forecaster> forecaster() {
    return Optional.ofNullable(forecaster);
  }

  /** Why the promoted model is not in use; empty if it is, or none was promoted. */
  String problem() {
    return problem;
  }

  @Override
  public void close() {
    if (forecaster != null) {
      forecaster.close();
      forecaster = null;
    }
  }
}
