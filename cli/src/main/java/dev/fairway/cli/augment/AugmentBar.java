package dev.fairway.cli.augment;

import dev.fairway.diffusion.augment.AugmentListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far the drawing is, on the terminal's last line. */
final class AugmentBar implements AugmentListener, AutoCloseable {

  private final ProgressBar bar =
      new ProgressBarBuilder()
          .setTaskName("drawing")
          .setUnit(" windows", 1)
          .setStyle(ProgressBarStyle.ASCII)
          .setUpdateIntervalMillis(500)
          .build();

  @Override
  public void drawing(int done, int wanted) {
    bar.maxHint(wanted);
    bar.stepTo(done);
  }

  @Override
  public void close() {
    bar.close();
  }
}
