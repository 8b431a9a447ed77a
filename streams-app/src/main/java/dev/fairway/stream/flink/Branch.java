package dev.fairway.stream.flink;

import dev.fairway.contract.Topic;
import dev.fairway.network.NetworkKind;
import dev.fairway.series.MeasuredNetwork;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The part of the job that is one network's. */
final class Branch {

  /** What a branch gives. */
  record Outputs(
      DataStream<Outgoing> intervals,
      DataStream<Outgoing> outside,
      DataStream<Outgoing> forecasts,
      DataStream<Refused> refused) {

    Outputs union(Outputs other) {
      return new Outputs(
          intervals.union(other.intervals),
          outside.union(other.outside),
          forecasts.union(other.forecasts),
          refused.union(other.refused));
    }
  }

  private record Rows(DataStream<IntervalRow> rows, DataStream<Refused> refused) {}

  /** Windows that may wait for the diffusion service; more hold the stream back. */
  private static final int CAPACITY = 8;

  private static final int TIMEOUT_MARGIN_MILLIS = 5_000;

  private final StreamExecutionEnvironment environment;
  private final JobConfig config;
  private final NetworkHandle network;
  private final Set<String> networks;
  private final boolean takesUnowned;
  private final String id;

  Branch(
      StreamExecutionEnvironment environment,
      JobConfig config,
      MeasuredNetwork measured,
      Set<String> networks,
      boolean takesUnowned) {
    this.environment = environment;
    this.config = config;
    this.network = new NetworkHandle(measured);
    this.networks = networks;
    this.takesUnowned = takesUnowned;
    this.id = measured.network().id();
  }

  Outputs connect(BroadcastStream<PromotedModel> models) {
    Rows measured =
        network.measured().network().kind() == NetworkKind.ROAD ? readings() : positions();
    SingleOutputStreamOperator<WindowReady> windows =
        named(
            measured
                .rows()
                .keyBy(new Constant<>(id), Types.STRING)
                .process(new SnapshotAssembler(network), type(WindowReady.class)),
            "snapshot");
    SingleOutputStreamOperator<Outgoing> intervals =
        named(
            windows
                .getSideOutput(SnapshotAssembler.ROWS)
                .process(new IntervalWriter(network, config.contentType()), type(Outgoing.class)),
            "interval");
    DataStream<Outgoing> forecasts =
        named(
            enrich(windows, models)
                .keyBy(new Constant<>(id), Types.STRING)
                .connect(models)
                .process(
                    new ForecastOperator(network, config.loader(), config.contentType()),
                    type(Outgoing.class)),
            "forecast");
    return new Outputs(
        intervals,
        intervals.getSideOutput(IntervalWriter.OUTSIDE),
        forecasts,
        measured.refused().union(windows.getSideOutput(Refused.TAG)));
  }

  private Rows readings() {
    SingleOutputStreamOperator<Reading> valid =
        named(
            read(
                    Topic.OBSERVATIONS,
                    new ObservationSchema(id, networks, takesUnowned),
                    IncomingObservation.class)
                .process(new ObservationValidator(network), type(Reading.class)),
            "validate");
    SingleOutputStreamOperator<IntervalRow> rows =
        named(
            valid
                .keyBy(new SiteKey(network), Types.STRING)
                .process(new SiteAggregator(network), type(IntervalRow.class)),
            "aggregate");
    return new Rows(rows, valid.getSideOutput(Refused.TAG).union(rows.getSideOutput(Refused.TAG)));
  }

  private Rows positions() {
    SingleOutputStreamOperator<IncomingPosition> valid =
        named(
            read(
                    Topic.POSITIONS,
                    new PositionSchema(id, networks, takesUnowned),
                    IncomingPosition.class)
                .process(new PositionValidator(), type(IncomingPosition.class)),
            "validate");
    SingleOutputStreamOperator<VesselFix> fixes =
        named(
            valid
                .keyBy(position -> position.subject, Types.STRING)
                .process(new PositionCleaner(network), type(VesselFix.class)),
            "clean");
    SingleOutputStreamOperator<IntervalRow> rows =
        named(
            fixes
                .keyBy(fix -> fix.cell, Types.STRING)
                .process(new CellAggregator(network), type(IntervalRow.class)),
            "aggregate");
    return new Rows(
        rows,
        valid
            .getSideOutput(Refused.TAG)
            .union(fixes.getSideOutput(Refused.TAG), rows.getSideOutput(Refused.TAG)));
  }

  private <R extends IncomingRecord> DataStream<R> read(
      Topic topic, IncomingSchema<?, R> schema, Class<R> type) {
    WatermarkStrategy<R> eventTime = new EventTime<>(network.measured().lateness());
    if (config.idleness().isPresent()) {
      eventTime = eventTime.withIdleness(config.idleness().get());
    }
    return environment
        .fromSource(
            Inlet.source(config, topic, id, schema),
            eventTime,
            "read " + topic.topicName() + " of " + id,
            type(type))
        .uid("read-" + id);
  }

  private DataStream<EnrichedWindow> enrich(
      DataStream<WindowReady> windows, BroadcastStream<PromotedModel> models) {
    if (config.diffusionAddress().isEmpty()) {
      return named(windows.map(new Unenriched()).returns(type(EnrichedWindow.class)), "diffusion");
    }
    DataStream<WindowQuestion> questions =
        named(
            windows
                .keyBy(new Constant<>(id), Types.STRING)
                .connect(models)
                .process(new QuestionOperator(network), type(WindowQuestion.class)),
            "question");
    return named(
        AsyncDataStream.orderedWait(
                questions,
                new DiffusionEnricher(
                    network, config.diffusionAddress().get(), config.diffusionDeadline()),
                config.diffusionDeadline().toMillis() + TIMEOUT_MARGIN_MILLIS,
                TimeUnit.MILLISECONDS,
                CAPACITY)
            .returns(type(EnrichedWindow.class)),
        "diffusion");
  }

  private <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> stream, String step) {
    return stream.name(step + " " + id).uid(step + "-" + id);
  }

  private static <T> TypeInformation<T> type(Class<T> type) {
    return TypeInformation.of(type);
  }
}
