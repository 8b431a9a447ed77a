package dev.fairway.network.waterway;

import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a waterway network of what vessels did: the busiest cells of a grid are the sites, at the
 * middle of the positions in them; a link is a way from a cell to the next that enough vessels
 * took, as long as the geodesic between their middles. Parts that this leaves apart are joined by
 * what fewer vessels did, and then by the chart of waterways.
 *
 * <p>Fixes are cleaned first ({@link VesselTrackCleaner}), and only vessels under way count, from
 * half a knot. The same fixes in the same order make the same network.
 *
 * <pre>
 * VesselTrackNetworkBuilder builder = new VesselTrackNetworkBuilder(WaterwayGridSpec.DEFAULT);
 * fixes.forEach(builder::add);                        // in time order for each vessel
 * builder.build("lower-mississippi", WaterwayChart.read(directory, box)).network();
 * </pre>
 */
public final class VesselTrackNetworkBuilder {

  /** Half a knot, in m/s: below it a vessel lies at its berth or anchor. */
  public static final double UNDER_WAY = 0.5 * 1852.0 / 3600.0;

  private final WaterwayGridSpec spec;
  private final WaterwayGrid grid;
  private final VesselTrackCleaner cleaner =
      new VesselTrackCleaner((latitude, longitude) -> Optional.empty());
  private final Map<String, VesselTrack> tracks = new HashMap<>();
  private final Map<String, CellVisits> visits = new HashMap<>();
  private final Map<Long, CellTraffic> traffic = new HashMap<>();
  private final Map<FixVerdict.Kind, Long> verdicts = new EnumMap<>(FixVerdict.Kind.class);
  private long fixes;
  private long moving;

  public VesselTrackNetworkBuilder(WaterwayGridSpec spec) {
    this.spec = spec;
    this.grid = new WaterwayGrid(spec.cellDegrees());
  }

  public void add(VesselFix fix) {
    fixes++;
    FixVerdict verdict =
        cleaner.judge(
            tracks.computeIfAbsent(fix.vessel(), vessel -> new VesselTrack()),
            fix.time(),
            fix.latitude(),
            fix.longitude());
    verdicts.merge(verdict.kind(), 1L, Long::sum);
    if (!verdict.isAccepted() || !(fix.speed().orElse(0) >= UNDER_WAY)) {
      return;
    }
    moving++;
    long cell = grid.cellAt(fix.latitude(), fix.longitude());
    traffic.computeIfAbsent(cell, c -> new CellTraffic()).add(fix.latitude(), fix.longitude());
    visits.computeIfAbsent(fix.vessel(), vessel -> new CellVisits()).add(cell, fix.time());
  }

  /**
   * The network so far.
   *
   * @param chart names the sites, and joins those that no vessel was seen to join; {@link
   *     WaterwayChart#EMPTY} where there is none
   * @throws IllegalArgumentException if no cell has enough positions
   */
  public VesselTrackNetwork build(String networkId, WaterwayChart chart) {
    Map<Long, Site> sites = sites(networkId, chart);
    List<Link> observed = DirectLinks.of(observedLinks(sites));
    List<Site> inOrder = List.copyOf(sites.values());
    List<Link> bridging =
        BridgingLinks.of(
            sites, observed, passages(sites, spec.bridging().longestGap()), spec.bridging());
    List<Link> links = new ArrayList<>(observed);
    links.addAll(bridging);
    TrafficNetwork seen = new TrafficNetwork(networkId, NetworkKind.WATERWAY, inOrder, links);
    List<Link> charted = chart.missingLinks(seen);
    links.addAll(charted);
    long onCells = sites.keySet().stream().mapToLong(cell -> traffic.get(cell).positions()).sum();
    return new VesselTrackNetwork(
        new TrafficNetwork(networkId, NetworkKind.WATERWAY, inOrder, links),
        fixes,
        verdicts,
        moving,
        onCells,
        observed.size(),
        bridging.size(),
        charted.size());
  }

  /** By cell, from south to north and from west to east. */
  private Map<Long, Site> sites(String networkId, WaterwayChart chart) {
    Map<Long, Site> sites = new TreeMap<>();
    traffic.entrySet().stream()
        .filter(entry -> entry.getValue().positions() >= spec.minimumPositions())
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<Long, CellTraffic> entry) -> -entry.getValue().positions())
                .thenComparing(Map.Entry::getKey))
        .limit(spec.maximumCells())
        .forEach(entry -> sites.put(entry.getKey(), site(entry.getKey(), entry.getValue(), chart)));
    if (sites.isEmpty()) {
      throw new IllegalArgumentException(
          "Network "
              + networkId
              + ": no cell of "
              + spec.cellDegrees()
              + " degrees has "
              + spec.minimumPositions()
              + " of the "
              + moving
              + " positions of vessels under way");
    }
    return sites;
  }

  private Site site(long cell, CellTraffic moved, WaterwayChart chart) {
    String id = grid.id(cell);
    return new Site(
        id,
        chart.nameAt(moved.latitude(), moved.longitude()).orElse(id),
        moved.latitude(),
        moved.longitude(),
        grid.outline(cell));
  }

  private List<Link> observedLinks(Map<Long, Site> sites) {
    return passages(sites, spec.longestGap()).entrySet().stream()
        .filter(entry -> entry.getValue() >= spec.minimumTransitions())
        .map(Map.Entry::getKey)
        .sorted(
            Comparator.comparingLong(CellVisits.Passage::from)
                .thenComparingLong(CellVisits.Passage::to))
        .map(passage -> link(sites.get(passage.from()), sites.get(passage.to())))
        .toList();
  }

  private Map<CellVisits.Passage, Integer> passages(Map<Long, Site> sites, Duration longestGap) {
    Map<CellVisits.Passage, Integer> passages = new HashMap<>();
    for (CellVisits each : visits.values()) {
      each.countPassages(sites::containsKey, longestGap, passages);
    }
    return passages;
  }

  private static Link link(Site from, Site to) {
    return new Link(from.id(), to.id(), Geodesics.metres(from, to));
  }
}
