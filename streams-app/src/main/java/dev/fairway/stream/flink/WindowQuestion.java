package dev.fairway.stream.flink;

/** A window, and what the diffusion service is to be asked about it. */
public final class WindowQuestion {

  public WindowReady window = new WindowReady();

  /** Whether the forecaster that was promoted last takes a representation. */
  public boolean representation;

  static WindowQuestion of(WindowReady window, boolean representation) {
    WindowQuestion question = new WindowQuestion();
    question.window = window;
    question.representation = representation;
    return question;
  }

  boolean imputation() {
    return window.hasHoles();
  }

  /** Whether there is nothing to ask. */
  boolean isIdle() {
    return !representation && !imputation();
  }
}
