package dev.fairway.diffusion.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.denoise.AttentionTap;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.Tap;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficWindow;
import io.grpc.Context;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several callers of one model at a time: who shares a batch, and that nobody can tell. */
class EvaluationBatchesTest {

  private static final int SITES = 5;

  @TempDir Path directory;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ModelBundle bundle;

  @BeforeEach
  void write() throws IOException {
    bundle = RingRoad.randomBundle(directory, SITES, 1);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void everyoneGetsWhatTheyWouldGetAlone() throws BundleException, IOException {
    List<ImputePlan> plans =
        List.of(
            new ImputePlan(SamplerKind.DDIM, 4, 3),
            new ImputePlan(SamplerKind.DDIM, 4, 3),
            new ImputePlan(SamplerKind.DDIM, 7, 1),
            new ImputePlan(SamplerKind.ANCESTRAL, 100, 2),
            new ImputePlan(SamplerKind.DDIM, 1, 5));
    try (EvaluationLanes lanes = new EvaluationLanes(1, meters);
        EvaluationBatches batches = new EvaluationBatches(lanes);
        DiffusionModel shared = DiffusionModel.of(bundle, batches::around);
        DiffusionModel alone = DiffusionModel.of(bundle)) {
      List<Supplier<float[]>> work = new ArrayList<>();
      List<float[]> expected = new ArrayList<>();
      for (int i = 0; i < plans.size(); i++) {
        long seed = 10L + i;
        ImputePlan plan = plans.get(i);
        work.add(() -> imputed(shared, plan, seed));
        expected.add(imputed(alone, plan, seed));
      }
      EncodePlan middle = new EncodePlan(0.5, 3);
      work.add(() -> shared.encode(whole(), 20));
      expected.add(alone.encode(whole(), 20));
      work.add(() -> shared.encode(whole(), middle, 21));
      expected.add(alone.encode(whole(), middle, 21));

      List<float[]> answers = seatedTogether(batches, work);
      assertThat(largestBatch()).isEqualTo(work.size());
      for (int i = 0; i < work.size(); i++) {
        Rounding.assertEqualButForRounding(
            WindowMessages.boxed(answers.get(i)), WindowMessages.boxed(expected.get(i)));
      }
    }
  }

  /** With a denoiser that treats rows alike to the bit, so does all that is around it. */
  @Test
  void samplersNoiseAndSharesOfABatchAreExact() throws BundleException {
    try (EvaluationLanes lanes = new EvaluationLanes(1, meters);
        EvaluationBatches batches = new EvaluationBatches(lanes);
        DiffusionModel shared = DiffusionModel.of(bundle, d -> batches.around(new Echo(d)));
        DiffusionModel alone = DiffusionModel.of(bundle, Echo::new)) {
      ImputePlan few = new ImputePlan(SamplerKind.DDIM, 5, 3);
      ImputePlan all = new ImputePlan(SamplerKind.ANCESTRAL, 100, 1);
      List<float[]> answers =
          seatedTogether(
              batches,
              List.of(
                  () -> imputed(shared, few, 1),
                  () -> imputed(shared, few, 2),
                  () -> imputed(shared, all, 3)));
      assertThat(largestBatch()).isEqualTo(3);
      assertThat(answers.get(0)).isEqualTo(imputed(alone, few, 1)).isNotEqualTo(answers.get(1));
      assertThat(answers.get(1)).isEqualTo(imputed(alone, few, 2));
      assertThat(answers.get(2)).isEqualTo(imputed(alone, all, 3));
    }
  }

  @Test
  void aCallerWhoGoesAwayIsNotInTheNextBatch() throws BundleException {
    Context.CancellableContext leaving = Context.current().withCancellation();
    List<Long> rows = new ArrayList<>();
    UnaryOperator<Denoiser> watched =
        denoiser ->
            new Echo(denoiser) {
              @Override
              public NDArray forward(DenoiserInput input, Trace trace) {
                rows.add(input.noisy().getShape().get(0));
                if (rows.size() == 2) {
                  leaving.cancel(null);
                }
                return super.forward(input, trace);
              }
            };
    try (EvaluationLanes lanes = new EvaluationLanes(1, meters);
        EvaluationBatches batches = new EvaluationBatches(lanes);
        DiffusionModel shared = DiffusionModel.of(bundle, d -> batches.around(watched.apply(d)));
        DiffusionModel alone = DiffusionModel.of(bundle, Echo::new)) {
      ImputePlan mine = new ImputePlan(SamplerKind.DDIM, 4, 1);
      ImputePlan theirs = new ImputePlan(SamplerKind.DDIM, 4, 10);
      CompletableFuture<float[]> stays = new CompletableFuture<>();
      assertThatThrownBy(
              () ->
                  seatedTogether(
                      batches,
                      List.of(
                          () -> {
                            float[] answer = imputed(shared, mine, 1);
                            stays.complete(answer);
                            return answer;
                          },
                          () -> in(leaving, () -> imputed(shared, theirs, 2)))))
          .isInstanceOf(CompletionException.class)
          .satisfies(
              e -> assertThat(Status.fromThrowable(e).getCode()).isEqualTo(Status.Code.CANCELLED));
      assertThat(stays.join()).isEqualTo(imputed(alone, mine, 1));
      assertThat(rows).containsExactly(11L, 11L, 1L, 1L);
    } finally {
      leaving.close();
    }
  }

  @Test
  void lanesShareTheCallers() throws BundleException {
    try (EvaluationLanes lanes = new EvaluationLanes(2, meters);
        EvaluationBatches batches = new EvaluationBatches(lanes);
        DiffusionModel shared = DiffusionModel.of(bundle, d -> batches.around(new Echo(d)))) {
      ImputePlan plan = new ImputePlan(SamplerKind.DDIM, 3, 1);
      List<Supplier<float[]>> work = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        long seed = i;
        work.add(() -> imputed(shared, plan, seed));
      }
      seatedTogether(batches, work);
      assertThat(largestBatch()).isEqualTo(3);
      assertThat(meters.get("fairway.diffusion.batch.requests").summary().totalAmount())
          .isEqualTo(18);
    }
  }

  @Test
  void aBatchThatFailsFailsForEveryoneInItAndForNobodyElse() throws BundleException {
    boolean[] broken = {true};
    UnaryOperator<Denoiser> fragile =
        denoiser ->
            new Echo(denoiser) {
              @Override
              public NDArray forward(DenoiserInput input, Trace trace) {
                if (broken[0]) {
                  throw new IllegalStateException("out of memory");
                }
                return super.forward(input, trace);
              }
            };
    try (EvaluationLanes lanes = new EvaluationLanes(1, meters);
        EvaluationBatches batches = new EvaluationBatches(lanes);
        DiffusionModel shared = DiffusionModel.of(bundle, d -> batches.around(fragile.apply(d)))) {
      ImputePlan plan = new ImputePlan(SamplerKind.DDIM, 3, 1);
      assertThatThrownBy(() -> seatedTogether(batches, List.of(() -> imputed(shared, plan, 1))))
          .hasMessageContaining("out of memory");
      broken[0] = false;
      assertThat(seatedTogether(batches, List.of(() -> imputed(shared, plan, 1)))).hasSize(1);
    }
  }

  /** All sit before the first of them evaluates, so that nobody can be early. */
  private List<float[]> seatedTogether(EvaluationBatches batches, List<Supplier<float[]>> work) {
    CyclicBarrier seated = new CyclicBarrier(work.size());
    List<CompletableFuture<float[]>> answers =
        work.stream()
            .map(
                one ->
                    CompletableFuture.supplyAsync(
                        () ->
                            batches.seated(
                                () -> {
                                  try {
                                    seated.await();
                                  } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                  }
                                  return one.get();
                                }),
                        threads))
            .toList();
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private double largestBatch() {
    return meters.get("fairway.diffusion.batch.requests").summary().max();
  }

  private static float[] in(Context context, Supplier<float[]> work) {
    try {
      return context.call(work::get);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static float[] imputed(DiffusionModel model, ImputePlan plan, long seed) {
    return model.impute(RingRoad.windowWithHoles(SITES), plan, seed, Checkpoint.NONE).values();
  }

  private static TrafficWindow whole() {
    return RingRoad.wave(SITES, RingRoad.STEPS).window(0, RingRoad.STEPS);
  }

  /** Predicts a share of what it sees, row by row, and has the taps of another. */
  private static class Echo implements Denoiser {

    private final Denoiser model;

    Echo(Denoiser model) {
      this.model = model;
    }

    @Override
    public NDArray forward(DenoiserInput input, Trace trace) {
      return input.noisy().neg().add(input.given());
    }

    @Override
    public List<Tap> taps() {
      return model.taps();
    }

    @Override
    public List<AttentionTap> attentionTaps() {
      return model.attentionTaps();
    }
  }
}
