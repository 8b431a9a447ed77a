package dev.fairway.series.format;

import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import java.util.Optional;

/**
 * One measured quantity, as the data set has it.
 *
 * @param name what Fairway calls it: "flow", "speed"...
 * @param source what the data set calls it: a column of a CSV file with a row for each reading, a
 *     file of wide CSV, an index on the last axis of an npz array
 * @param unit of the source
 * @param minimum in the source's unit; what lies below is refused
 * @param maximum likewise, above
 * @param forecast whether it is forecast, or only an input
 * @param requires another channel, by name, without which (absent, or 0) this one means nothing: no
 *     vehicles, no speed
 */
public record ChannelSheet(
    String name,
    Optional<String> source,
    SourceUnit unit,
    double minimum,
    double maximum,
    boolean forecast,
    Aggregation aggregation,
    MissingValues missing,
    Optional<String> requires) {

  /** The channel in SI units. */
  public Channel channel() {
    return new Channel(
        name, unit.si(), unit.toSi(minimum), unit.toSi(maximum), forecast, aggregation);
  }

  public boolean accepts(double sourceValue) {
    return sourceValue >= minimum && sourceValue <= maximum;
  }
}
