package dev.fairway.cli.train;

import dev.fairway.forecast.TrainingProgress;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a training is, on the terminal's last line: share, time left at most, and errors. */
final class TrainingBar implements AutoCloseable {

  private static final int WHOLE = 1000;

  private volatile Duration remaining = Duration.ZERO;
  private final ProgressBar bar =
      new ProgressBarBuilder()
          .setTaskName("training")
          .setInitialMax(WHOLE)
          .setStyle(ProgressBarStyle.ASCII)
          .setUpdateIntervalMillis(500)
          .setEtaFunction(state -> Optional.of(remaining))
          .build();

  /** Of a forecaster. */
  void show(TrainingProgress progress) {
    show(progress.fraction(), progress.remaining());
    say(
        "epoch %d, loss %.4f, %s"
            .formatted(progress.epoch(), progress.loss(), progress.validation()));
  }

  /**
   * @param share that is done, 0..1
   * @param left time, at most
   */
  void show(double share, Duration left) {
    remaining = left;
    bar.stepTo(Math.round(WHOLE * share));
  }

  /** What stands behind the bar from now on. */
  void say(String words) {
    bar.setExtraMessage(" " + words);
  }

  @Override
  public void close() {
    bar.close();
  }
}
