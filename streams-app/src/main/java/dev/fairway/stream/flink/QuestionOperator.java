package dev.fairway.stream.flink;

import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says of every window what is to be asked about it: a representation only where the forecaster
 * that is promoted takes one. A forecaster that is promoted while a window is on its way from here
 * to the forecast finds it without, and says so.
 */
final class QuestionOperator
    extends KeyedBroadcastProcessFunction<String, WindowReady, PromotedModel, WindowQuestion> {

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;

  QuestionOperator(NetworkHandle network) {
    this.network = network;
  }

  @Override
  public void processElement(
      WindowReady ready, ReadOnlyContext context, Collector<WindowQuestion> out) throws Exception {
    PromotedModel promoted = context.getBroadcastState(ForecastOperator.MODELS).get(network.id());
    out.collect(WindowQuestion.of(ready, promoted != null && promoted.takesRepresentation));
  }

  @Override
  public void processBroadcastElement(
      PromotedModel promoted, Context context, Collector<WindowQuestion> out) throws Exception {
    context.getBroadcastState(ForecastOperator.MODELS).put(promoted.network, promoted);
  }
}
