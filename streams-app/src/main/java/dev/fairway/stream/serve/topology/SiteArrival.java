package dev.fairway.stream.serve.topology;

import dev.fairway.contract.Topic;
import dev.fairway.stream.serve.Retention;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Forecasts and truths of the sites of one task. One processor takes both, so that what it has read
 * of the state is the only copy and need not be read again for each record.
 */
final class SiteArrival implements Processor<byte[], byte[], byte[], byte[]> {

  private final Retention retention;
  private final Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private IntervalArrival intervals;
  private ForecastArrival forecasts;

  SiteArrival(Retention retention, Activity activity) {
    this.retention = retention;
    this.activity = activity;
  }

  /** Called again when a task comes back to life with restored stores: nothing read is kept. */
  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    SiteState state = new SiteState(context, retention);
    ScoreOutlet outlet = new ScoreOutlet(context, new RunningScores(context), activity);
    intervals = new IntervalArrival(context, state, outlet, activity);
    forecasts = new ForecastArrival(context, state, outlet, activity);
  }

  @Override
  public void process(Record<byte[], byte[]> found) {
    String topic = context.recordMetadata().orElseThrow().topic();
    if (topic.equals(Topic.FORECASTS.topicName())) {
      forecasts.process(found);
    } else {
      intervals.process(found);
    }
  }
}
