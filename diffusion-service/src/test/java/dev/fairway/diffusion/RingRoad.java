package dev.fairway.diffusion;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.diffusion.denoise.UNetShape;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.VPrediction;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.diffusion.scale.FittedScaler;
import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.ModelCard;
import dev.fairway.provenance.Provenance;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.SafeTensors;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A one-way ring of sites, waves that travel along it, and models of it that know nothing. */
public final class RingRoad {

  public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  public static final int STEPS = 12;
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  public static MeasuredNetwork measured(int sites) {
    TrafficNetwork network =
        new TrafficNetwork(
            "ring",
            NetworkKind.ROAD,
            IntStream.range(0, sites)
                .mapToObj(i -> new Site("s" + i, "site " + i, Double.NaN, Double.NaN))
                .toList(),
            IntStream.range(0, sites)
                .mapToObj(i -> new Link("s" + i, "s" + (i + 1) % sites, 500 + 10 * i))
                .toList());
    return new MeasuredNetwork(
        network,
        "Ring",
        List.of(
            new Channel(Channel.FLOW, "veh/h", 0, 5000, true, Aggregation.RATE),
            new Channel(Channel.SPEED, "m/s", 0, 70, true, Aggregation.MEAN)),
        INTERVAL,
        ZoneOffset.UTC,
        Duration.ofMinutes(10),
        "");
  }

  /**
   * A wave that goes round the ring, on top of a daily cycle. It goes round in 17 steps, which do
   * not make up a day: at no hour is it usual.
   */
  public static TrafficSeries wave(int sites, int steps) {
    TrafficSeries series = new TrafficSeries(measured(sites), START, steps);
    for (int t = 0; t < steps; t++) {
      double day = Math.sin(2 * Math.PI * t / 288);
      for (int n = 0; n < sites; n++) {
        double wave = Math.sin(2 * Math.PI * (n / (double) sites - t / 17.0));
        series.set(t, n, 0, (float) (1000 + 400 * wave + 200 * day));
        series.set(t, n, 1, (float) (20 - 6 * wave - 2 * day));
      }
    }
    return series;
  }

  /** The wave, of which at every other step one site does not say its flow or its speed. */
  public static TrafficSeries waveWithHoles(int sites, int steps) {
    TrafficSeries series = wave(sites, steps);
    for (int t = 0; t < steps; t += 2) {
      series.clear(t, t % sites, t % 3 % 2);
    }
    return series;
  }

  /** A window of the wave in which every cell whose number is a multiple of 3 is missing. */
  public static TrafficWindow windowWithHoles(int sites) {
    TrafficSeries series = wave(sites, STEPS);
    for (int cell = 0; cell < sites * STEPS * 2; cell += 3) {
      series.clear(cell / (2 * sites), cell % sites, cell / sites % 2);
    }
    return series.window(0, STEPS);
  }

  public static final DenoiserShape UNET = new UNetShape(8, 1, Conditioning.PLAIN);

  public static DiffusionArchitecture architecture(DenoiserShape shape) {
    return architecture(
        shape, new NoisePlan(NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 100), new VPrediction()));
  }

  private static DiffusionArchitecture architecture(DenoiserShape shape, NoisePlan noise) {
    return new DiffusionArchitecture(
        shape, STEPS, noise, new EncodePlan(0.2, 2), new ImputePlan(SamplerKind.DDIM, 4, 3));
  }

  /** Fitted to a day of the wave. */
  public static FittedScaler scaler(int sites) {
    return FittedScaler.fit(wave(sites, 288));
  }

  /** A denoiser's weights, and what is usual on the ring. */
  public static ModelWeights weights(int sites, byte[] denoiser) {
    return new ModelWeights(scaler(sites).tensors(), SafeTensors.read(denoiser), Map.of());
  }

  /** A bundle with random weights. */
  public static ModelBundle randomBundle(Path directory, int sites, long seed) throws IOException {
    return randomBundle(directory, sites, seed, architecture(UNET).noise());
  }

  /** A bundle with random weights, of a model with noise of another kind. */
  public static ModelBundle randomBundle(Path directory, int sites, long seed, NoisePlan noise)
      throws IOException {
    MeasuredNetwork measured = measured(sites);
    DiffusionArchitecture architecture = architecture(UNET, noise);
    Map<String, byte[]> files =
        new TreeMap<>(weights(sites, randomWeights(UNET, measured, seed)).files());
    files.put(DiffusionModel.NETWORK_FILE, DiffusionModel.networkFile(measured));
    return ModelBundle.write(
        directory,
        new ModelCard(
            DiffusionModel.KIND,
            measured.network().id(),
            measured.network().hash(),
            measured.channels().stream().map(Channel::name).toList(),
            measured.channels().stream().map(Channel::unit).toList(),
            300,
            JsonMapper.builder().build().valueToTree(architecture),
            Map.of(),
            new Provenance("test", "", seed, "test", START)),
        files);
  }

  public static byte[] randomWeights(DenoiserShape shape, MeasuredNetwork measured, long seed) {
    return weights(shape, measured, seed, parameters -> randomise(parameters, seed));
  }

  /** As a training begins. */
  public static byte[] firstWeights(DenoiserShape shape, MeasuredNetwork measured, long seed) {
    return weights(shape, measured, seed, parameters -> {});
  }

  private static byte[] weights(
      DenoiserShape shape, MeasuredNetwork measured, long seed, Consumer<Parameters> change) {
    try (NDManager root = TensorEngine.newRoot()) {
      Parameters parameters = new Parameters(root, seed);
      Denoiser unused =
          shape.denoiser(root, parameters, measured.channels().size(), measured.network());
      change.accept(parameters);
      return parameters.toBytes();
    }
  }

  /** Moves every weight a little, so that nothing is left at exactly 0 or 1. */
  public static void randomise(Parameters parameters, long seed) {
    Random random = new Random(seed);
    Map<String, HostTensor> moved = new TreeMap<>();
    parameters
        .values()
        .forEach(
            (name, tensor) -> {
              float[] values = tensor.values().clone();
              float[] noise = Initialiser.normal(0.1).values(random, values.length);
              for (int i = 0; i < values.length; i++) {
                values[i] += noise[i];
              }
              moved.put(name, new HostTensor(tensor.shape(), values));
            });
    parameters.load(moved);
  }

  private RingRoad() {}
}
