package dev.fairway.diffusion.service;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DescribeRequest;
import dev.fairway.contract.v1.DescribeResponse;
import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.EncodeRequest;
import dev.fairway.contract.v1.EncodeResponse;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.contract.v1.ImputeRequest;
import dev.fairway.contract.v1.ImputeResponse;
import dev.fairway.contract.v1.ModelDescription;
import dev.fairway.contract.v1.SampleRequest;
import dev.fairway.contract.v1.SampleResponse;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.Imputation;
import dev.fairway.series.Channel;
import dev.fairway.series.TrafficWindow;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.function.BiFunction;

/** The contract's methods, each as: borrow the network's model, check the request, compute. */
final class DiffusionGrpc extends DiffusionServiceGrpc.DiffusionServiceImplBase {

  private final ModelShelf shelf;
  private final CallQueue queue;
  private final RequestPlans plans;
  private final String device;

  DiffusionGrpc(ModelShelf shelf, CallQueue queue, ServiceLimits limits, String device) {
    this.shelf = shelf;
    this.queue = queue;
    this.plans = new RequestPlans(limits);
    this.device = device;
  }

  @Override
  public void describe(DescribeRequest request, StreamObserver<DescribeResponse> out) {
    DescribeResponse.Builder response = DescribeResponse.newBuilder().setDevice(device);
    for (String network : shelf.networks()) {
      shelf
          .borrow(network)
          .ifPresent(
              lease -> {
                try (lease) {
                  response.addModels(description(lease.model()));
                }
              });
    }
    out.onNext(response.build());
    out.onCompleted();
  }

  @Override
  public void encode(EncodeRequest request, StreamObserver<EncodeResponse> out) {
    answer(
        "Encode",
        request.getWindow().getNetwork(),
        out,
        (model, guard) -> {
          TrafficWindow window = plans.window(request.getWindow(), model);
          EncodePlan plan = plans.encode(request.getSpec(), model);
          plans.requireComplete(window);
          guard.beforeEvaluation();
          return encoded(model, window, plan, request.getSeed());
        });
  }

  @Override
  public void impute(ImputeRequest request, StreamObserver<ImputeResponse> out) {
    answer(
        "Impute",
        request.getWindow().getNetwork(),
        out,
        (model, guard) -> {
          TrafficWindow window = plans.window(request.getWindow(), model);
          ImputePlan plan = plans.impute(request.getSpec(), model);
          return imputed(model, model.impute(window, plan, request.getSeed(), guard));
        });
  }

  @Override
  public void sample(SampleRequest request, StreamObserver<SampleResponse> out) {
    answer(
        "Sample",
        request.getNetwork(),
        out,
        (model, guard) -> {
          ImputePlan plan = plans.sample(request, model);
          SampleResponse.Builder response = SampleResponse.newBuilder().setModel(model.id());
          model
              .sample(Times.toInstant(request.getStart()), plan, request.getSeed(), guard)
              .forEach(window -> response.addWindows(WindowMessages.toMessage(window, model)));
          return response.build();
        });
  }

  @Override
  public void enrich(EnrichRequest request, StreamObserver<EnrichResponse> out) {
    answer(
        "Enrich",
        request.getWindow().getNetwork(),
        out,
        (model, guard) -> {
          TrafficWindow window = plans.window(request.getWindow(), model);
          EnrichResponse.Builder response = EnrichResponse.newBuilder().setModel(model.id());
          TrafficWindow complete = window;
          if (request.hasImpute()) {
            ImputePlan plan = plans.impute(request.getImpute(), model);
            Imputation filled = model.impute(window, plan, request.getSeed(), guard);
            response.setImputation(imputed(model, filled));
            complete = complete(window, filled);
          }
          if (request.hasEncode()) {
            EncodePlan plan = plans.encode(request.getEncode(), model);
            plans.requireComplete(complete);
            guard.beforeEvaluation();
            response.setRepresentation(encoded(model, complete, plan, request.getSeed()));
          }
          return response.build();
        });
  }

  private <R> void answer(
      String method,
      String network,
      StreamObserver<R> out,
      BiFunction<DiffusionModel, CallGuard, R> work) {
    queue.answer(
        method,
        out,
        guard -> {
          try (ModelShelf.Lease lease =
              shelf
                  .borrow(network)
                  .orElseThrow(
                      () ->
                          Status.FAILED_PRECONDITION
                              .withDescription("no model for network " + network + " yet")
                              .asRuntimeException())) {
            return work.apply(lease.model(), guard);
          } catch (DateTimeException e) {
            throw WindowMessages.invalid("time: " + e.getMessage());
          }
        });
  }

  private static TrafficWindow complete(TrafficWindow window, Imputation filled) {
    boolean[] all = new boolean[window.observed().length];
    Arrays.fill(all, true);
    return new TrafficWindow(
        window.start(),
        window.interval(),
        window.channels(),
        window.steps(),
        window.sites(),
        filled.values(),
        all);
  }

  private static EncodeResponse encoded(
      DiffusionModel model, TrafficWindow window, EncodePlan plan, long seed) {
    return EncodeResponse.newBuilder()
        .setModel(model.id())
        .setSites(model.measured().network().size())
        .setWidth(model.representationWidth())
        .addAllRepresentation(WindowMessages.boxed(model.encode(window, plan, seed)))
        .build();
  }

  private static ImputeResponse imputed(DiffusionModel model, Imputation filled) {
    return ImputeResponse.newBuilder()
        .setModel(model.id())
        .addAllValues(WindowMessages.boxed(filled.values()))
        .addAllSpread(WindowMessages.boxed(filled.spread()))
        .build();
  }

  private static ModelDescription description(DiffusionModel model) {
    return ModelDescription.newBuilder()
        .setNetwork(model.measured().network().id())
        .setNetworkHash(model.measured().network().hash())
        .setModel(model.id())
        .addAllTaps(model.taps().stream().map(t -> t.number() + " " + t.name()).toList())
        .setRepresentationWidth(model.representationWidth())
        .setSteps(model.architecture().steps())
        .addAllChannels(model.measured().channels().stream().map(Channel::name).toList())
        .build();
  }
}
