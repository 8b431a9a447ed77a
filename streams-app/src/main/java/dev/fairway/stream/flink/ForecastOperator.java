package dev.fairway.stream.flink;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.series.MeasuredNetwork;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Windows of a network, keyed by it, to forecast records, by the model that is promoted. */
final class ForecastOperator
    extends KeyedBroadcastProcessFunction<String, EnrichedWindow, PromotedModel, Outgoing> {

  /** The promoted model of each network. */
  static final MapStateDescriptor<String, PromotedModel> MODELS =
      new MapStateDescriptor<>("models", Types.STRING, TypeInformation.of(PromotedModel.class));

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;
  private final ForecasterLoader loader;
  private final ContentType contentType;
  private transient ModelSlot slot;
  private transient Forecasting forecasting;
  private transient Counter forecasts;
  private transient Counter fallbacks;

  ForecastOperator(NetworkHandle network, ForecasterLoader loader, ContentType contentType) {
    this.network = network;
    this.loader = loader;
    this.contentType = contentType;
  }

  @Override
  public void open(OpenContext context) {
    slot = new ModelSlot(network.measured(), loader);
    forecasting = new Forecasting(network.measured());
    forecasts = getRuntimeContext().getMetricGroup().counter("forecasts");
    fallbacks = getRuntimeContext().getMetricGroup().counter("fallback_forecasts");
  }

  @Override
  public void processElement(
      EnrichedWindow enriched, ReadOnlyContext context, Collector<Outgoing> out) throws Exception {
    PromotedModel promoted = context.getBroadcastState(MODELS).get(network.id());
    if (promoted != null) {
      slot.use(promoted);
    }
    Issue issue = forecasting.issue(enriched, slot);
    MeasuredNetwork measured = network.measured();
    ForecastRecords records = new ForecastRecords(measured, enriched.window, issue);
    for (int target = 0; target < issue.prediction().targets(); target++) {
      for (int site = 0; site < measured.network().size(); site++) {
        Forecast forecast = records.record(target, site);
        forecasts.inc();
        if (forecast.getFallback()) {
          fallbacks.inc();
        }
        out.collect(Outgoing.of(forecast.getSite(), network.id(), forecast, contentType));
      }
    }
  }

  @Override
  public void processBroadcastElement(
      PromotedModel promoted, Context context, Collector<Outgoing> out) throws Exception {
    context.getBroadcastState(MODELS).put(promoted.network, promoted);
  }

  @Override
  public void close() {
    if (slot != null) {
      slot.close();
    }
  }
}
