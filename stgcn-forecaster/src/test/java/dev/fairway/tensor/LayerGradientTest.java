package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.tensor.TemporalConvolution.Padding;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LayerGradientTest {

  private static final double TOLERANCE = 5e-3;

  static Stream<Arguments> layers() {
    return Stream.of(
        layer("linear", p -> new Linear(p, 5, 3), 2, 4, 5),
        layer("valid", p -> new TemporalConvolution(p, 3, 2, 3, Padding.VALID), 2, 3, 6, 4),
        layer("causal", p -> new TemporalConvolution(p, 3, 2, 3, Padding.CAUSAL), 2, 3, 6, 4),
        layer("same", p -> new TemporalConvolution(p, 3, 2, 3, Padding.SAME), 2, 3, 6, 4),
        layer(
            "dilated",
            p -> new TemporalConvolution(p, 3, 2, 3, 2, Padding.CAUSAL, Initialiser.normal(0.5)),
            2,
            3,
            6,
            4),
        layer("group norm", p -> new GroupNorm(p, 4, 2), 2, 4, 3, 5),
        layer("group norm, silu", p -> GroupNorm.withSilu(p, 4, 2), 2, 4, 3, 5),
        layer("layer norm", p -> new LayerNorm(p, 6), 2, 3, 6),
        layer("snapshot norm", LayerGradientTest::snapshotNorm, 2, 4, 3, 5),
        layer("channel norm", p -> new ChannelNorm(p, 4), 2, 4, 3, 5),
        layer("gated residual", p -> x -> Ops.gatedResidual(x.neg(), Ops.glu(x)), 2, 4, 3, 5),
        layer("log gamma", p -> x -> Ops.logGamma(Ops.shift(x.square(), 1)), 3, 4),
        layer("silu", p -> Ops::silu, 3, 4),
        layer("modulated silu", p -> x -> Ops.modulatedSilu(x, x.square(), x.neg()), 3, 4),
        layer("gelu", p -> Ops::gelu, 3, 4),
        layer("softplus", p -> Ops::softplus, 3, 4),
        layer("glu", p -> Ops::glu, 2, 4, 3),
        layer("scale", p -> x -> Ops.scale(x, -2.5), 3, 4),
        layer("shift", p -> x -> Ops.shift(x, 1.5).square(), 3, 4),
        layer("mean", p -> x -> Ops.mean(x.square(), 1, 3), 2, 3, 4, 5),
        layer("attention", p -> x -> Ops.attention(x, Ops.scale(x, 2), x.square()), 2, 4, 3),
        layer("biased attention", LayerGradientTest::biasedAttention, 2, 4, 3),
        layer("elu plus one", p -> Ops::eluPlusOne, 3, 4),
        layer("standardised", p -> Ops::standardised, 3, 4),
        layer("rows", LayerGradientTest::rows, 2, 4, 3),
        layer(
            "dropout",
            p -> x -> new Dropout(0.4).training(new SplittableRandom(3)).forward(x),
            4,
            5),
        layer(
            "chain",
            p -> new Linear(p.in("a"), 3, 4).then(Ops::gelu).then(new Linear(p.in("b"), 4, 2)),
            5,
            3));
  }

  private static Layer snapshotNorm(Parameters parameters) {
    var gain = parameters.create("gain", Initialiser.normal(1), 4, 5);
    var bias = parameters.create("bias", Initialiser.normal(1), 4, 5);
    return x -> SnapshotNorm.apply(x, gain, bias);
  }

  private static Layer biasedAttention(Parameters parameters) {
    NDArray bias = parameters.create("bias", Initialiser.normal(1), 4, 4);
    return x -> Ops.attention(x, Ops.scale(x, 2), x.square(), bias);
  }

  /** One row twice, one never. */
  private static Layer rows(Parameters parameters) {
    long[] places = {2, 0, 2, 3};
    return x -> {
      try (NDArray borrowed = x.getManager().create(places, new Shape(places.length))) {
        return Ops.selectRows(x, borrowed.duplicate());
      }
    };
  }

  private static Arguments layer(String name, Function<Parameters, Layer> build, long... shape) {
    return Arguments.of(Named.of(name, build), shape);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientIsTheDerivative(Function<Parameters, Layer> build, long[] shape) {
    try (NDManager root = TensorEngine.newRoot();
        Parameters parameters = new Parameters(root, 5)) {
      Layer layer = build.apply(parameters);
      GradientCheck.check(parameters, layer, TOLERANCE, shape);
    }
  }
}
