package dev.fairway.diffusion.service;

import dev.fairway.contract.v1.DescribeResponse;
import dev.fairway.contract.v1.Limits;
import dev.fairway.contract.v1.ModelDescription;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.series.Channel;
import java.util.List;

/** What the service says of itself. */
record Description(String device, ServerSettings settings) {

  DescribeResponse of(ModelShelf shelf) {
    DescribeResponse.Builder response =
        DescribeResponse.newBuilder().setDevice(device).setLimits(limits());
    for (String network : shelf.networks()) {
      try (ModelLease lease = shelf.borrow(network, "")) {
        response.addModels(of(lease.model(), shelf.registered(network)));
      }
    }
    return response.build();
  }

  private Limits limits() {
    return Limits.newBuilder()
        .setCells(settings.limits().cells())
        .setSamples(settings.limits().samples())
        .setEvaluations(settings.limits().evaluations())
        .setQueue(settings.queue())
        .build();
  }

  private static ModelDescription of(DiffusionModel model, List<String> registered) {
    return ModelDescription.newBuilder()
        .setNetwork(model.measured().network().id())
        .setNetworkHash(model.measured().network().hash())
        .setModel(model.id())
        .addAllTaps(model.taps().stream().map(t -> t.number() + " " + t.name()).toList())
        .setRepresentationWidth(model.representationWidth())
        .setSteps(model.architecture().steps())
        .addAllChannels(model.measured().channels().stream().map(Channel::name).toList())
        .setSites(model.measured().network().size())
        .addAllRegisteredHashes(registered)
        .setSampler(SamplerMessages.toMessage(model.architecture().impute().sampler()))
        .addAllSamplers(SamplerMessages.suiting(model.architecture()))
        .build();
  }
}
