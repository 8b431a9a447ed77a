package dev.fairway.cli.demo;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * What a demo says in the terminal: what has started, how the history and the trainings go, and
 * what went wrong.
 */
public final class DemoProgress {

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int PERCENT = 100;

  private final PrintWriter out;
  private final Clock clock;
  private final Instant began;

  /**
   * @param began when the command was given: times are told from there
   */
  public DemoProgress(PrintWriter out, Clock clock, Instant began) {
    this.out = out;
    this.clock = clock;
    this.began = began;
  }

  /** One line, after the seconds since the command. */
  public void line(String text) {
    out.printf("%6.1f s  %s%n", Duration.between(began, clock.instant()).toMillis() / 1000.0, text);
    out.flush();
  }

  /**
   * Tells what happens until the thread is interrupted.
   *
   * @param longest time since the command after which it returns; empty: never
   * @throws IllegalStateException if the job gave up
   */
  public void follow(Demo demo, Demo.Addresses addresses, Optional<Duration> longest)
      throws InterruptedException {
    line("open       " + addresses.dashboard() + "    (Ctrl-C drains and stops)");
    try (DemoNews news = new DemoNews(addresses.kafka())) {
      Instant end = longest.map(began::plus).orElse(Instant.MAX);
      try (ProgressBar history = bar("history")) {
        while (demo.historySent() < 1 && clock.instant().isBefore(end)) {
          history.stepTo(Math.round(PERCENT * demo.historySent()));
          look(demo, news);
        }
        history.stepTo(Math.round(PERCENT * demo.historySent()));
      }
      line("history    %.0f %% sent".formatted(PERCENT * demo.historySent()));
      while (clock.instant().isBefore(end)) {
        look(demo, news);
      }
    }
  }

  private void look(Demo demo, DemoNews news) throws InterruptedException {
    Optional<Throwable> failure = demo.failure();
    if (failure.isPresent()) {
      throw new IllegalStateException("The Flink job gave up", failure.get());
    }
    List<String> lines = news.poll(LOOK);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    lines.forEach(this::line);
  }

  private static ProgressBar bar(String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(PERCENT)
        .setUnit("%", 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .build();
  }
}
