package dev.fairway.benchmarks;

import dev.fairway.benchmarks.scale.AttentionCost;
import dev.fairway.diffusion.denoise.DiTShape.NodeAttention;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run attention}. */
@Command(
    name = "attention",
    mixinStandardHelpOptions = true,
    description =
        "One evaluation of a diffusion transformer by size of the network and kind of attention.")
final class AttentionCommand implements Callable<Integer> {

  @Option(
      names = "--sites",
      split = ",",
      defaultValue = "1000,2000,4000,8000",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Integer> sites;

  @Option(
      names = "--nodes",
      split = ",",
      defaultValue = "full,neighbours,linear",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<NodeAttention> nodes;

  @Override
  public Integer call() {
    AttentionCost.measure(nodes, sites, Console.lines(Clock.systemUTC()));
    return 0;
  }
}
