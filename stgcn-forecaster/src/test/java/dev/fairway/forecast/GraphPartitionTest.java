package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.graph.GaussianKernel;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.graph.Networks;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GraphPartitionTest {

  @Test
  void partsHoldEverySiteOnceAndSeeTheirNeighbours() {
    GraphMatrix ring = new GaussianKernel(1000, 0).ofLinks(Networks.ring(50)).symmetric();
    GraphPartition partition = GraphPartition.of(ring, 12, 2, new SplittableRandom(1));
    int[] counted = new int[50];
    for (GraphPartition.Part part : partition.parts()) {
      assertThat(part.counted()).isBetween(1, 12);
      for (int i = 0; i < part.counted(); i++) {
        counted[part.sites()[i]]++;
        for (int hop = -2; hop <= 2; hop++) {
          assertThat(part.sites()).contains(Math.floorMod(part.sites()[i] + hop, 50));
        }
      }
      assertThat(Arrays.stream(part.sites()).distinct().count()).isEqualTo(part.sites().length);
    }
    assertThat(counted).containsOnly(1);
  }
}
