package dev.fairway.diffusion.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.v1.DiffusionServiceGrpc;
import io.grpc.Status;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReflectionTest {

  @Test
  void theContractIsToldOnlyWhereThatIsSwitchedOn() throws IOException {
    assertThatThrownBy(() -> services(false).join())
        .satisfies(
            e ->
                assertThat(Status.fromThrowable(e).getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
    assertThat(services(true).join().getListServicesResponse().getServiceList())
        .extracting(ServiceResponse::getName)
        .contains(DiffusionServiceGrpc.SERVICE_NAME);
  }

  private static CompletableFuture<ServerReflectionResponse> services(boolean reflection)
      throws IOException {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    try (RunningService service =
        new RunningService(
            Together.ON_CPU, 2, Duration.ofSeconds(10), reflection, new SimpleMeterRegistry())) {
      StreamObserver<ServerReflectionRequest> asking =
          ServerReflectionGrpc.newStub(service.channel)
              .serverReflectionInfo(
                  new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                      answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                      answer.completeExceptionally(error);
                    }

                    @Override
                    public void onCompleted() {}
                  });
      asking.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
      asking.onCompleted();
      boolean answered = answer.handle((told, error) -> error == null).join();
      assertThat(answered).isEqualTo(reflection);
      return answer;
    }
  }
}
