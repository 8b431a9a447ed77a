package dev.fairway.stream.serve.view;

import dev.fairway.contract.v1.NetworkDefinition;
import java.util.List;

/** A network without its sites. */
public record NetworkSummary(
    String id,
    String name,
    String kind,
    int sites,
    int links,
    int intervalSeconds,
    String timeZone,
    String attribution,
    List<ChannelSummary> channels) {

  /** A measured quantity; its values are in the unit everywhere. */
  public record ChannelSummary(
      String name, String unit, double minimum, double maximum, boolean forecast) {}

  static NetworkSummary of(NetworkDefinition n) {
    return new NetworkSummary(
        n.getNetwork(),
        n.getName().isBlank() ? n.getNetwork() : n.getName(),
        n.getKind().name(),
        n.getSitesCount(),
        n.getLinksCount(),
        n.getIntervalSeconds(),
        n.getTimeZone(),
        n.getAttribution(),
        n.getChannelsList().stream()
            .map(
                c ->
                    new ChannelSummary(
                        c.getName(), c.getUnit(), c.getMinimum(), c.getMaximum(), c.getForecast()))
            .toList());
  }
}
