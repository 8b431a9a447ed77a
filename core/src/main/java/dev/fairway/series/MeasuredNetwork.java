package dev.fairway.series;

import dev.fairway.network.TrafficNetwork;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A network together with how it is measured.
 *
 * @param channels in the order of every tensor's channel axis; at least one is forecast
 * @param interval length of an interval; a whole number of them makes a day
 * @param zone what "hour of day" and "weekday" mean here
 * @param lateness how far out of order readings may come before they count as late
 * @param attribution whose data it is, for people; may be empty
 */
public record MeasuredNetwork(
    TrafficNetwork network,
    String name,
    List<Channel> channels,
    Duration interval,
    ZoneId zone,
    Duration lateness,
    String attribution) {

  public MeasuredNetwork {
    channels = List.copyOf(channels);
    if (channels.stream().noneMatch(Channel::forecast)) {
      throw new IllegalArgumentException(
          "Network " + network.id() + ": none of its channels is forecast");
    }
    if (channels.stream().map(Channel::name).distinct().count() < channels.size()) {
      throw new IllegalArgumentException("Network " + network.id() + ": two channels share a name");
    }
    if (interval.isNegative()
        || interval.isZero()
        || Duration.ofDays(1).toSeconds() % interval.toSeconds() != 0) {
      throw new IllegalArgumentException(
          "Network " + network.id() + ": interval " + interval + " does not divide a day");
    }
  }

  public OptionalInt channelIndex(String channelName) {
    for (int c = 0; c < channels.size(); c++) {
      if (channels.get(c).name().equals(channelName)) {
        return OptionalInt.of(c);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * @throws IllegalArgumentException if there is no such channel; it names those there are
   */
  public int requireChannel(String channelName) {
    return channelIndex(channelName)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Network %s has no channel %s; it has %s"
                        .formatted(
                            network.id(),
                            channelName,
                            channels.stream().map(Channel::name).toList())));
  }

  /**
   * Measured by some of its channels.
   *
   * @param names in the order that they are to have
   * @throws IllegalArgumentException if there is no such channel, or none of them is forecast
   */
  public MeasuredNetwork only(List<String> names) {
    return new MeasuredNetwork(
        network,
        name,
        names.stream().map(n -> channels.get(requireChannel(n))).toList(),
        interval,
        zone,
        lateness,
        attribution);
  }

  /** Indices of the channels that are forecast, rising. */
  public int[] forecastChannels() {
    return IntStream.range(0, channels.size()).filter(c -> channels.get(c).forecast()).toArray();
  }

  public int intervalsPerDay() {
    return (int) (Duration.ofDays(1).toSeconds() / interval.toSeconds());
  }
}
