package dev.fairway.stream.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.array.DoublePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.Value;

/**
 * A detector's reading of a known site, with plausible values. There are more of these on their way
 * than of anything else, so that they write themselves.
 */
public final class Reading implements Value {

  private static final long serialVersionUID = 1;

  /** Its place in node order. */
  public int site;

  /** Start of the reporting period, Unix ms. */
  public long time;

  /** By channel in the network's order; NaN: not measured. */
  public double[] values = {};

  public Origin origin = new Origin();

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeInt(site);
    out.writeLong(time);
    DoublePrimitiveArraySerializer.INSTANCE.serialize(values, out);
    origin.write(out);
  }

  @Override
  public void read(DataInputView in) throws IOException {
    site = in.readInt();
    time = in.readLong();
    values = DoublePrimitiveArraySerializer.INSTANCE.deserialize(in);
    origin.read(in);
  }
}
