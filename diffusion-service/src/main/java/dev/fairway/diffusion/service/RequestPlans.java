package dev.fairway.diffusion.service;

import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.contract.v1.EncodeSpec;
import dev.fairway.contract.v1.ImputeSpec;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.SampleRequest;
import dev.fairway.contract.v1.Sampler;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;

/**
 * What a request asks for, with the model's defaults where it says nothing, checked against the
 * model and the limits. Whatever is wrong becomes INVALID_ARGUMENT.
 */
record RequestPlans(ServiceLimits limits) {

  TrafficWindow window(dev.fairway.contract.v1.TrafficWindow message, DiffusionModel model) {
    TrafficWindow window = WindowMessages.toWindow(message);
    try {
      model.requireFits(window);
    } catch (IllegalArgumentException e) {
      throw WindowMessages.invalid(e.getMessage());
    }
    return window;
  }

  MeasuredNetwork network(NetworkDefinition message) {
    try {
      return NetworkDefinitions.fromDefinition(message);
    } catch (MalformedRecordException e) {
      throw WindowMessages.invalid(e.getMessage());
    }
  }

  /** A network of which not even one window may be asked for is not worth its memory. */
  void requireWithinLimits(MeasuredNetwork sent, DiffusionModel model) {
    limits.requireCells(
        (long) sent.channels().size() * model.architecture().steps() * sent.network().size());
  }

  void requireComplete(TrafficWindow window) {
    try {
      DiffusionModel.requireComplete(window);
    } catch (IllegalArgumentException e) {
      throw WindowMessages.invalid(e.getMessage() + "; Enrich fills it first");
    }
  }

  EncodePlan encode(EncodeSpec spec, DiffusionModel model) {
    EncodePlan standard = model.architecture().encode();
    try {
      return new EncodePlan(
          spec.getNoiseLevel() == 0 ? standard.noiseLevel() : spec.getNoiseLevel(),
          spec.getTapsCount() == 0
              ? standard.taps()
              : spec.getTapsList().stream().map(tap -> model.tap(tap).number()).toList());
    } catch (IllegalArgumentException e) {
      throw WindowMessages.invalid(e.getMessage());
    }
  }

  ImputePlan impute(ImputeSpec spec, DiffusionModel model) {
    return plan(spec.getSampler(), spec.getSamples(), spec.getEvaluations(), model);
  }

  ImputePlan sample(SampleRequest request, DiffusionModel model) {
    return plan(request.getSampler(), request.getSamples(), request.getEvaluations(), model);
  }

  private ImputePlan plan(Sampler sampler, int samples, int evaluations, DiffusionModel model) {
    ImputePlan standard = model.architecture().impute();
    NoisePlan noise = model.architecture().noise();
    SamplerKind askedSampler = SamplerMessages.toKind(sampler, standard.sampler());
    int askedEvaluations = evaluations == 0 ? standard.evaluations() : evaluations;
    int askedSamples = samples == 0 ? standard.samples() : samples;
    limits.require(model.windowCells(), askedSamples, askedEvaluations);
    int most = noise.process().mostSteps();
    if (askedEvaluations > most) {
      throw WindowMessages.invalid(
          "evaluations: " + askedEvaluations + " asked for, the model has " + most + " steps");
    }
    try {
      askedSampler.requireSuits(noise, askedEvaluations);
    } catch (IllegalArgumentException e) {
      throw WindowMessages.invalid("sampler " + askedSampler + ": " + e.getMessage());
    }
    return new ImputePlan(askedSampler, askedEvaluations, askedSamples, standard.guidance());
  }
}
