package dev.fairway.stream.serve.view;

/** Asked for a network or a site that nobody has described. The message names it. */
public final class UnknownNameException extends RuntimeException {

  public UnknownNameException(String message) {
    super(message);
  }
}
