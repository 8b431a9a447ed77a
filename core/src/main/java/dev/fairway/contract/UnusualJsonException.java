package dev.fairway.contract;

/**
 * The streaming reader or writer leaves this record to protobuf's own {@code JsonFormat}, which is
 * slow and knows every rule. Not an error, so it has no stack trace.
 */
final class UnusualJsonException extends Exception {

  UnusualJsonException() {
    super("left to JsonFormat", null, false, false);
  }
}
