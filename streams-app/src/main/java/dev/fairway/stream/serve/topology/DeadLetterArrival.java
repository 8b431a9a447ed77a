package dev.fairway.stream.serve.topology;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.stream.serve.state.Refusals;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Counts what was refused, by network and reason, and keeps the newest examples. */
final class DeadLetterArrival implements Processor<byte[], byte[], Void, Void> {

  private static final int EXAMPLES = 5;
  private static final int EXAMPLE_BYTES = 500;
  private static final int DETAIL_CHARACTERS = 500;

  private final RecordCodec<DeadLetter> codec = new RecordCodec<>(DeadLetter.getDefaultInstance());
  private final Activity activity;
  private ProcessorContext<Void, Void> context;
  private KeyValueStore<String, Refusals> refusals;

  DeadLetterArrival(Activity activity) {
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<Void, Void> processorContext) {
    context = processorContext;
    refusals = Store.REFUSALS.in(context);
  }

  @Override
  public void process(Record<byte[], byte[]> found) {
    DeadLetter letter = read(found);
    String key =
        StoreKeys.refusals(
            context.taskId().partition(), letter.getNetwork(), letter.getReason().name());
    Refusals known = refusals.get(key);
    Refusals.Builder more = known == null ? Refusals.newBuilder() : known.toBuilder();
    List<DeadLetter> examples = List.copyOf(more.getExamplesList());
    more.clearExamples()
        .addAllExamples(
            examples.subList(Math.max(0, examples.size() + 1 - EXAMPLES), examples.size()))
        .addExamples(shortened(letter))
        .setCount(more.getCount() + 1);
    refusals.put(key, more.build());
    activity.deadLetter(letter);
  }

  /** A dead letter that cannot be read is counted as one: writing another could go on for ever. */
  private DeadLetter read(Record<byte[], byte[]> found) {
    try {
      if (found.value() == null) {
        throw new MalformedRecordException("the record has no value");
      }
      DeadLetter letter = Envelope.open(found.headers(), found.value(), codec);
      Checks.deadLetter(letter);
      return letter;
    } catch (MalformedRecordException e) {
      return DeadLetter.newBuilder()
          .setSource(Topic.DEAD_LETTERS.topicName())
          .setLine(context.recordMetadata().map(m -> m.offset()).orElse(0L))
          .setReason(DeadLetter.Reason.MALFORMED)
          .setDetail(e.getMessage())
          .setRaw(found.value() == null ? ByteString.EMPTY : ByteString.copyFrom(found.value()))
          .build();
    }
  }

  private static DeadLetter shortened(DeadLetter letter) {
    ByteString raw = letter.getRaw();
    String detail = letter.getDetail();
    return letter.toBuilder()
        .setRaw(raw.substring(0, Math.min(raw.size(), EXAMPLE_BYTES)))
        .setDetail(detail.substring(0, Math.min(detail.length(), DETAIL_CHARACTERS)))
        .build();
  }
}
