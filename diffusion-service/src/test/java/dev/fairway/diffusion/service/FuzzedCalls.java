package dev.fairway.diffusion.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.fairway.fuzz.FuzzTarget;
import dev.fairway.fuzz.Mutation;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Calls of which the request is any bytes. */
record FuzzedCalls(Channel channel) {

  private static final Set<Status.Code> CALLERS_FAULT =
      EnumSet.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.NOT_FOUND,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.OUT_OF_RANGE,
          Status.Code.RESOURCE_EXHAUSTED);

  /** What gRPC itself says of bytes that are no message. */
  private static final Set<Status.Code> NO_MESSAGE =
      EnumSet.of(Status.Code.INTERNAL, Status.Code.UNKNOWN, Status.Code.CANCELLED);

  /** Nothing takes so long: who waits for it, waits for ever. */
  private static final int HANGS_AFTER_MINUTES = 5;

  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  /** The service said that the request is at fault. */
  static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    RefusedException(StatusRuntimeException status) {
      super(status);
    }
  }

  /**
   * @param good a request that is answered
   * @param check fails where an answer is not one to its request
   */
  @SuppressWarnings("unchecked") // A message's parser gives messages of its type.
  <Q extends Message, A extends Message> FuzzTarget target(
      MethodDescriptor<Q, A> method,
      Q good,
      Mutation mutation,
      Parser<A> answers,
      BiConsumer<Q, A> check) {
    return new FuzzTarget(
        method.getFullMethodName(),
        List.of(good.toByteArray()),
        mutation,
        List.of(RefusedException.class),
        input -> {
          A answer = answers.parseFrom(answer(method, good, input));
          assertFinite(answer);
          check.accept((Q) good.getParserForType().parseFrom(input), answer);
        });
  }

  private byte[] answer(MethodDescriptor<?, ?> method, Message good, byte[] input)
      throws RefusedException {
    MethodDescriptor<byte[], byte[]> raw =
        MethodDescriptor.newBuilder(BYTES, BYTES)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(method.getFullMethodName())
            .build();
    try {
      return ClientCalls.blockingUnaryCall(
          channel,
          raw,
          CallOptions.DEFAULT.withDeadlineAfter(HANGS_AFTER_MINUTES, TimeUnit.MINUTES),
          input);
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      if (CALLERS_FAULT.contains(code) || (NO_MESSAGE.contains(code) && !isLike(good, input))) {
        throw new RefusedException(e);
      }
      throw e;
    }
  }

  private static boolean isLike(Message good, byte[] input) {
    try {
      return good.getParserForType().parseFrom(input) != null;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  private static void assertFinite(Message answer) {
    answer.getAllFields().values().forEach(FuzzedCalls::assertFiniteValue);
  }

  private static void assertFiniteValue(Object value) {
    if (value instanceof List<?> list) {
      list.forEach(FuzzedCalls::assertFiniteValue);
    } else if (value instanceof Message message) {
      assertFinite(message);
    } else if (value instanceof Float || value instanceof Double) {
      assertThat(((Number) value).doubleValue()).isFinite();
    }
  }
}
