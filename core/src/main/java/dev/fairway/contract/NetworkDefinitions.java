package dev.fairway.contract;

import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** {@link MeasuredNetwork} to its record on the networks topic and back. */
public final class NetworkDefinitions {

  public static NetworkDefinition toDefinition(MeasuredNetwork measured) {
    TrafficNetwork network = measured.network();
    NetworkDefinition.Builder definition =
        NetworkDefinition.newBuilder()
            .setNetwork(network.id())
            .setName(measured.name())
            .setKind(NetworkDefinition.Kind.valueOf(network.kind().name()))
            .setIntervalSeconds(Math.toIntExact(measured.interval().toSeconds()))
            .setTimeZone(measured.zone().getId())
            .setLatenessSeconds(Math.toIntExact(measured.lateness().toSeconds()))
            .setHash(network.hash())
            .setAttribution(measured.attribution());
    for (Site site : network.sites()) {
      definition.addSites(
          NetworkDefinition.Site.newBuilder()
              .setId(site.id())
              .setName(site.name())
              .setLatitude(site.latitude())
              .setLongitude(site.longitude())
              .addAllShape(site.shape()));
    }
    for (Link link : network.links()) {
      definition.addLinks(
          NetworkDefinition.Link.newBuilder()
              .setFrom(link.from())
              .setTo(link.to())
              .setMetres(link.metres()));
    }
    for (Channel channel : measured.channels()) {
      definition.addChannels(
          NetworkDefinition.Channel.newBuilder()
              .setName(channel.name())
              .setUnit(channel.unit())
              .setMinimum(channel.minimum())
              .setMaximum(channel.maximum())
              .setForecast(channel.forecast())
              .setAggregation(NetworkDefinition.Aggregation.valueOf(channel.aggregation().name())));
    }
    return definition.build();
  }

  /**
   * @throws MalformedRecordException if the definition contradicts itself, or its hash is not that
   *     of its content
   */
  public static MeasuredNetwork fromDefinition(NetworkDefinition definition)
      throws MalformedRecordException {
    try {
      List<Site> sites =
          definition.getSitesList().stream()
              .map(
                  s ->
                      new Site(
                          s.getId(),
                          s.getName(),
                          s.getLatitude(),
                          s.getLongitude(),
                          s.getShapeList()))
              .toList();
      List<Link> links =
          definition.getLinksList().stream()
              .map(l -> new Link(l.getFrom(), l.getTo(), l.getMetres()))
              .toList();
      TrafficNetwork network =
          new TrafficNetwork(
              definition.getNetwork(),
              NetworkKind.valueOf(definition.getKind().name()),
              sites,
              links);
      if (!network.hash().equals(definition.getHash())) {
        throw new MalformedRecordException(
            "network "
                + network.id()
                + " says its hash is '"
                + definition.getHash()
                + "', but it is "
                + network.hash());
      }
      return new MeasuredNetwork(
          network,
          definition.getName(),
          definition.getChannelsList().stream().map(NetworkDefinitions::channel).toList(),
          Duration.ofSeconds(definition.getIntervalSeconds()),
          ZoneId.of(definition.getTimeZone()),
          Duration.ofSeconds(definition.getLatenessSeconds()),
          definition.getAttribution());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedRecordException(
          "network " + definition.getNetwork() + ": " + e.getMessage(), e);
    }
  }

  private static Channel channel(NetworkDefinition.Channel c) {
    return new Channel(
        c.getName(),
        c.getUnit(),
        c.getMinimum(),
        c.getMaximum(),
        c.getForecast(),
        Aggregation.valueOf(c.getAggregation().name()));
  }

  private NetworkDefinitions() {}
}
