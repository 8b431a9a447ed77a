package dev.fairway.series.format;

import dev.fairway.network.NetworkKind;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.MeasuredNetwork;
import java.util.List;
import java.util.Optional;

/**
 * What a data set says of itself: enough to read it, without code of its own. Usually the file
 * {@code fairway.yaml} in the data set's folder.
 *
 * @param id of its network
 * @param attribution whose data it is, for people; may be empty
 * @param channels in the order of every tensor's channel axis
 * @param synthetic file of the {@link SyntheticSpans}; empty: all was measured
 */
public record FactSheet(
    String id,
    String name,
    String attribution,
    NetworkKind kind,
    SourceSheet source,
    TimeSheet time,
    List<ChannelSheet> channels,
    NetworkSheet network,
    Optional<String> synthetic) {

  public FactSheet {
    channels = List.copyOf(channels);
  }

  public Optional<ChannelSheet> channel(String channelName) {
    return channels.stream().filter(channel -> channel.name().equals(channelName)).findFirst();
  }

  /** The network as this data set measures it, in SI units. */
  public MeasuredNetwork measured(TrafficNetwork built) {
    return new MeasuredNetwork(
        built,
        name,
        channels.stream().map(ChannelSheet::channel).toList(),
        time.interval(),
        time.calendar(),
        time.lateness(),
        attribution);
  }
}
