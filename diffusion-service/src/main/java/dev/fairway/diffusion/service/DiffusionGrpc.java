package dev.fairway.diffusion.service;

import dev.fairway.contract.v1.DescribeRequest;
import dev.fairway.contract.v1.DescribeResponse;
import dev.fairway.contract.v1.DiffusionServiceGrpc;
import dev.fairway.contract.v1.EncodeRequest;
import dev.fairway.contract.v1.EncodeResponse;
import dev.fairway.contract.v1.EnrichRequest;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.contract.v1.ImputeRequest;
import dev.fairway.contract.v1.ImputeResponse;
import dev.fairway.contract.v1.RegisterNetworkRequest;
import dev.fairway.contract.v1.RegisterNetworkResponse;
import dev.fairway.contract.v1.SampleRequest;
import dev.fairway.contract.v1.SampleResponse;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.Imputation;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The contract's methods, each as: borrow the network's model, check the request, compute. */
final class DiffusionGrpc extends DiffusionServiceGrpc.DiffusionServiceImplBase {

  private final ModelShelf shelf;
  private final CallQueue queue;
  private final RequestPlans plans;
  private final Description description;

  DiffusionGrpc(ModelShelf shelf, CallQueue queue, RequestPlans plans, Description description) {
    this.shelf = shelf;
    this.queue = queue;
    this.plans = plans;
    this.description = description;
  }

  @Override
  public void describe(DescribeRequest request, StreamObserver<DescribeResponse> out) {
    queue.answerNow("Describe", out, () -> description.of(shelf));
  }

  @Override
  public void registerNetwork(
      RegisterNetworkRequest request, StreamObserver<RegisterNetworkResponse> out) {
    queue.answerNow(
        "RegisterNetwork",
        out,
        () -> {
          MeasuredNetwork sent = plans.network(request.getNetwork());
          try (ModelLease lease = shelf.borrow(sent.network().id(), "")) {
            plans.requireWithinLimits(sent, lease.model());
            return RegisterNetworkResponse.newBuilder()
                .setNetworkHash(sent.network().hash())
                .addAllNewSites(shelf.register(sent))
                .build();
          } catch (IllegalArgumentException e) {
            throw WindowMessages.invalid(e.getMessage());
          }
        });
  }

  @Override
  public void encode(EncodeRequest request, StreamObserver<EncodeResponse> out) {
    answer(
        "Encode",
        request.getWindow().getNetwork(),
        request.getWindow().getNetworkHash(),
        out,
        lease -> {
          DiffusionModel model = lease.model();
          TrafficWindow window = plans.window(request.getWindow(), model);
          EncodePlan plan = plans.encode(request.getSpec(), model);
          plans.requireComplete(window);
          return new Job<>(
              lease,
              model.windowCells(),
              guard -> encoded(model, window, plan, request.getSeed(), guard));
        });
  }

  @Override
  public void impute(ImputeRequest request, StreamObserver<ImputeResponse> out) {
    answer(
        "Impute",
        request.getWindow().getNetwork(),
        request.getWindow().getNetworkHash(),
        out,
        lease -> {
          DiffusionModel model = lease.model();
          TrafficWindow window = plans.window(request.getWindow(), model);
          ImputePlan plan = plans.impute(request.getSpec(), model);
          return new Job<>(
              lease,
              cells(model, plan),
              guard -> imputed(model, model.impute(window, plan, request.getSeed(), guard)));
        });
  }

  @Override
  public void sample(SampleRequest request, StreamObserver<SampleResponse> out) {
    answer(
        "Sample",
        request.getNetwork(),
        request.getNetworkHash(),
        out,
        lease -> {
          DiffusionModel model = lease.model();
          ImputePlan plan = plans.sample(request, model);
          Instant start = WindowMessages.toInstant(request.getStart());
          return new Job<>(
              lease,
              cells(model, plan),
              guard -> sampled(model, model.sample(start, plan, request.getSeed(), guard)));
        });
  }

  @Override
  public void enrich(EnrichRequest request, StreamObserver<EnrichResponse> out) {
    answer(
        "Enrich",
        request.getWindow().getNetwork(),
        request.getWindow().getNetworkHash(),
        out,
        lease -> {
          DiffusionModel model = lease.model();
          TrafficWindow window = plans.window(request.getWindow(), model);
          ImputePlan impute = plans.impute(request.getImpute(), model);
          EncodePlan encode = plans.encode(request.getEncode(), model);
          if (request.hasEncode() && !request.hasImpute()) {
            plans.requireComplete(window);
          }
          return new Job<>(
              lease,
              request.hasImpute() ? cells(model, impute) : model.windowCells(),
              guard -> enriched(request, model, window, impute, encode, guard));
        });
  }

  /**
   * @param check may throw; what it gives is computed when there is room
   */
  private <R> void answer(
      String method,
      String network,
      String hash,
      StreamObserver<R> out,
      Function<ModelLease, Job<R>> check) {
    queue.answer(
        method,
        out,
        () -> {
          ModelLease lease = shelf.borrow(network, hash);
          boolean checked = false;
          try {
            Job<R> job = check.apply(lease);
            checked = true;
            return job;
          } finally {
            if (!checked) {
              lease.close();
            }
          }
        });
  }

  private static long cells(DiffusionModel model, ImputePlan plan) {
    return (long) model.windowCells() * plan.samples();
  }

  private static EnrichResponse enriched(
      EnrichRequest request,
      DiffusionModel model,
      TrafficWindow window,
      ImputePlan impute,
      EncodePlan encode,
      CallGuard guard) {
    EnrichResponse.Builder response = EnrichResponse.newBuilder().setModel(model.id());
    TrafficWindow complete = window;
    if (request.hasImpute()) {
      Imputation filled = model.impute(window, impute, request.getSeed(), guard);
      response.setImputation(imputed(model, filled));
      complete = window.complete(filled.values());
    }
    if (request.hasEncode()) {
      response.setRepresentation(encoded(model, complete, encode, request.getSeed(), guard));
    }
    return response.build();
  }

  private static EncodeResponse encoded(
      DiffusionModel model, TrafficWindow window, EncodePlan plan, long seed, CallGuard guard) {
    guard.beforeEvaluation();
    return EncodeResponse.newBuilder()
        .setModel(model.id())
        .setSites(model.measured().network().size())
        .setWidth(model.representationWidth(plan))
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

  private static SampleResponse sampled(DiffusionModel model, List<TrafficWindow> windows) {
    SampleResponse.Builder response = SampleResponse.newBuilder().setModel(model.id());
    windows.forEach(window -> response.addWindows(WindowMessages.toMessage(window, model)));
    return response.build();
  }
}
