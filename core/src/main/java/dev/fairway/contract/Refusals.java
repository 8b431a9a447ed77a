package dev.fairway.contract;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.fairway.contract.v1.Refusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/**
 * Calls that are not answered: a status for people, with the reason for programs as its {@link
 * ErrorInfo}.
 */
public final class Refusals {

  private static final String DOMAIN = "fairway.v1";

  /**
   * Characters of a message. It travels twice in a header, of at most 8 KiB, where one may need 9
   * bytes: a longer one would reach the caller as another error, without a reason.
   */
  private static final int LONGEST = 300;

  public static StatusRuntimeException because(Refusal reason, String message) {
    ErrorInfo info = ErrorInfo.newBuilder().setReason(reason.name()).setDomain(DOMAIN).build();
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code(reason).value())
            .setMessage(
                message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message)
            .addDetails(Any.pack(info))
            .build());
  }

  /** Why a call was refused; {@code REFUSAL_UNSPECIFIED} if it failed in another way. */
  public static Refusal reason(Throwable error) {
    com.google.rpc.Status status = StatusProto.fromThrowable(error);
    if (status == null) {
      return Refusal.REFUSAL_UNSPECIFIED;
    }
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        return reason(detail);
      }
    }
    return Refusal.REFUSAL_UNSPECIFIED;
  }

  private static Refusal reason(Any detail) {
    try {
      ErrorInfo info = detail.unpack(ErrorInfo.class);
      return info.getDomain().equals(DOMAIN)
          ? Refusal.valueOf(info.getReason())
          : Refusal.REFUSAL_UNSPECIFIED;
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      // Another version's reason, or none of ours: the status alone counts then.
      return Refusal.REFUSAL_UNSPECIFIED;
    }
  }

  private static Status.Code code(Refusal reason) {
    return switch (reason) {
      case INVALID, OVER_LIMIT -> Status.Code.INVALID_ARGUMENT;
      case NO_MODEL, UNKNOWN_NETWORK -> Status.Code.FAILED_PRECONDITION;
      case QUEUE_FULL -> Status.Code.RESOURCE_EXHAUSTED;
      case STOPPING -> Status.Code.UNAVAILABLE;
      case REFUSAL_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("A refusal without a reason");
    };
  }

  private Refusals() {}
}
