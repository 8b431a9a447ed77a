package dev.fairway.benchmarks.diffusion;

import dev.fairway.score.EnsembleScore;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores of what stands in for hidden cells, by channel, over those of them that were observed. A
 * single filled window is a certain one: its CRPS is its absolute error.
 */
final class FillScores {

  private final MeasuredNetwork measured;
  private final double[] absolute;
  private final double[] crps;
  private final double[] width;
  private final long[] covered;
  private final long[] counts;

  FillScores(MeasuredNetwork measured) {
    int channels = measured.channels().size();
    this.measured = measured;
    this.absolute = new double[channels];
    this.crps = new double[channels];
    this.width = new double[channels];
    this.covered = new long[channels];
    this.counts = new long[channels];
  }

  /**
   * @param shown what the filler saw
   * @param filled one or several windows {@code [C, T, N]}, packed
   */
  void add(TrafficWindow truth, TrafficWindow shown, List<float[]> filled) {
    double[] samples = new double[filled.size()];
    for (int cell = 0; cell < truth.values().length; cell++) {
      if (truth.observed()[cell] && !shown.observed()[cell]) {
        for (int s = 0; s < samples.length; s++) {
          samples[s] = filled.get(s)[cell];
        }
        add(cell / (truth.steps() * truth.sites()), truth.values()[cell], samples);
      }
    }
  }

  private void add(int channel, double truth, double[] samples) {
    double[] range = EnsembleScore.range(samples);
    counts[channel]++;
    absolute[channel] += Math.abs(truth - EnsembleScore.median(samples));
    crps[channel] += EnsembleScore.crps(truth, samples);
    width[channel] += range[1] - range[0];
    covered[channel] += truth >= range[0] && truth <= range[1] ? 1 : 0;
  }

  /** By channel and score: mae, crps, coverage and width. */
  Map<String, Double> scores() {
    Map<String, Double> scores = new TreeMap<>();
    for (int c = 0; c < counts.length; c++) {
      String channel = measured.channels().get(c).name();
      scores.put(channel + " mae", absolute[c] / counts[c]);
      scores.put(channel + " crps", crps[c] / counts[c]);
      scores.put(channel + " coverage", covered[c] / (double) counts[c]);
      scores.put(channel + " width", width[c] / counts[c]);
    }
    return scores;
  }
}
