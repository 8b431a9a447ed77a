package dev.fairway.diffusion.augment;

import dev.fairway.network.Link;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * What passes a site and did not come from the sites upstream: {@code q_n - sum_u q_u / out(u)}, in
 * the unit of the flow q. u are the sites with a link to n, out(u) the number of links that leave
 * u, as if traffic parted evenly.
 *
 * @param channel of the flow
 * @param upstream by site: those upstream
 * @param shares by site: which part of their flow comes here
 */
record UpstreamFlows(int channel, List<int[]> upstream, List<double[]> shares) {

  static UpstreamFlows of(TrafficNetwork network, int channel) {
    List<List<Integer>> into = new ArrayList<>();
    int[] leaving = new int[network.size()];
    network.sites().forEach(site -> into.add(new ArrayList<>()));
    for (Link link : network.links()) {
      int from = network.indexOf(link.from()).orElseThrow();
      leaving[from]++;
      into.get(network.indexOf(link.to()).orElseThrow()).add(from);
    }
    return new UpstreamFlows(
        channel,
        into.stream().map(sites -> sites.stream().mapToInt(u -> u).toArray()).toList(),
        into.stream()
            .map(sites -> sites.stream().mapToDouble(u -> 1.0 / leaving[u]).toArray())
            .toList());
  }

  /**
   * @return {@code [steps][sites]}, in the flow's unit; NaN where a flow is not known, and at sites
   *     with nothing upstream
   */
  double[][] balances(TrafficWindow window) {
    double[][] balances = new double[window.steps()][window.sites()];
    for (int t = 0; t < window.steps(); t++) {
      for (int n = 0; n < window.sites(); n++) {
        int[] from = upstream.get(n);
        double balance = from.length == 0 ? Double.NaN : flow(window, t, n);
        for (int u = 0; u < from.length; u++) {
          balance -= shares.get(n)[u] * flow(window, t, from[u]);
        }
        balances[t][n] = balance;
      }
    }
    return balances;
  }

  private double flow(TrafficWindow window, int step, int site) {
    int cell = window.cell(channel, step, site);
    return window.observed()[cell] ? window.values()[cell] : Double.NaN;
  }
}
