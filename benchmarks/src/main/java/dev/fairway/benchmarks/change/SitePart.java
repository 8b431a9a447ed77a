package dev.fairway.benchmarks.change;

import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Some sites of a network, as if there were no others: these, and the links between them. */
public final class SitePart {

  /** Places in the whole network, rising: the part's node order. */
  private final int[] places;

  private final int all;

  public SitePart(int[] places, int all) {
    this.places = places.clone();
    this.all = all;
  }

  MeasuredNetwork of(MeasuredNetwork whole) {
    TrafficNetwork network = whole.network();
    List<Site> sites = IntStream.of(places).mapToObj(network.sites()::get).toList();
    Set<String> ids = sites.stream().map(Site::id).collect(Collectors.toSet());
    return new MeasuredNetwork(
        new TrafficNetwork(
            network.id(),
            network.kind(),
            sites,
            network.links().stream()
                .filter(link -> ids.contains(link.from()) && ids.contains(link.to()))
                .toList()),
        whole.name(),
        whole.channels(),
        whole.interval(),
        whole.zone(),
        whole.lateness(),
        whole.attribution());
  }

  public TrafficSeries of(TrafficSeries whole) {
    TrafficSeries part = new TrafficSeries(of(whole.measured()), whole.start(), whole.steps());
    for (int step = 0; step < part.steps(); step++) {
      for (int site = 0; site < places.length; site++) {
        for (int channel = 0; channel < part.channels(); channel++) {
          if (whole.isObserved(step, places[site], channel)) {
            part.set(step, site, channel, whole.value(step, places[site], channel));
          }
        }
      }
    }
    return part;
  }

  TrafficWindow of(TrafficWindow whole) {
    int rows = whole.channels() * whole.steps();
    float[] values = new float[rows * places.length];
    boolean[] observed = new boolean[values.length];
    for (int row = 0; row < rows; row++) {
      for (int site = 0; site < places.length; site++) {
        values[row * places.length + site] = whole.values()[row * all + places[site]];
        observed[row * places.length + site] = whole.observed()[row * all + places[site]];
      }
    }
    return new TrafficWindow(
        whole.start(),
        whole.interval(),
        whole.channels(),
        whole.steps(),
        places.length,
        values,
        observed);
  }

  /**
   * The way back.
   *
   * @param ofPart {@code [..., n]}, packed
   * @return {@code [..., N]}, packed, NaN at the other sites
   */
  float[] spread(float[] ofPart) {
    float[] ofAll = new float[ofPart.length / places.length * all];
    Arrays.fill(ofAll, Float.NaN);
    for (int i = 0; i < ofPart.length; i++) {
      ofAll[i / places.length * all + places[i % places.length]] = ofPart[i];
    }
    return ofAll;
  }
}
