package dev.fairway.contract;

/** Bytes that are no record of the expected type. The message says what is wrong with them. */
public final class MalformedRecordException extends Exception {

  public MalformedRecordException(String message) {
    super(message);
  }

  public MalformedRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
