package dev.fairway.stream.flink;

import org.apache.flink.api.java.functions.KeySelector;

/** Readings by the id of their site, which outlives its place in node order. */
final class SiteKey implements KeySelector<Reading, String> {

  private static final long serialVersionUID = 1;

  private final NetworkHandle network;

  SiteKey(NetworkHandle network) {
    this.network = network;
  }

  @Override
  public String getKey(Reading reading) {
    return network.measured().network().sites().get(reading.site).id();
  }
}
