package dev.fairway.cli.represent;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How many windows a model was asked for, on the terminal's last line. */
public final class WindowBar implements AutoCloseable {

  private final ProgressBar bar;

  /**
   * @param windows at most
   */
  public WindowBar(String task, long windows) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(windows)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(500)
            .build();
  }

  public void step() {
    bar.step();
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
