package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.apache.flink.types.Value;

/**
 * Where a reading came from and what it was, should it have to be refused. It goes wherever the
 * reading goes, and writes itself, as that is cheaper.
 */
public final class Origin implements Value {

  private static final long serialVersionUID = 1;

  /** Id of the network that the record says it is of; it may be unknown. */
  public String network = "";

  /** File or feed and line, or the topic with partition and the offset. */
  public String source = "";

  public long line;

  /** Topic that it was read from. */
  public String topic = "";

  /** Key and content-type header of the record; empty where it had none. */
  public byte[] key = {};

  public String contentType = "";

  /** The record as it came. */
  public byte[] raw = {};

  /** Event time, Unix ms; means nothing unless it is timed. */
  public long time;

  /** Whether the event time is known. */
  public boolean timed;

  /** The dead letter that the record becomes, as a whole. */
  Refused refused(DeadLetter.Reason why, String inWords) {
    Refused refused = refusedValue(why, inWords);
    refused.whole = true;
    return refused;
  }

  /** The dead letter of some of its values; the record itself goes on. */
  Refused refusedValue(DeadLetter.Reason why, String inWords) {
    Refused refused = new Refused();
    refused.origin = this;
    refused.reason = why.name();
    refused.detail = inWords;
    return refused;
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    StringValue.writeString(network, out);
    StringValue.writeString(source, out);
    out.writeLong(line);
    StringValue.writeString(topic, out);
    BytePrimitiveArraySerializer.INSTANCE.serialize(key, out);
    StringValue.writeString(contentType, out);
    BytePrimitiveArraySerializer.INSTANCE.serialize(raw, out);
    out.writeLong(time);
    out.writeBoolean(timed);
  }

  @Override
  public void read(DataInputView in) throws IOException {
    network = StringValue.readString(in);
    source = StringValue.readString(in);
    line = in.readLong();
    topic = StringValue.readString(in);
    key = BytePrimitiveArraySerializer.INSTANCE.deserialize(in);
    contentType = StringValue.readString(in);
    raw = BytePrimitiveArraySerializer.INSTANCE.deserialize(in);
    time = in.readLong();
    timed = in.readBoolean();
  }
}
