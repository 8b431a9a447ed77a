package dev.fairway.diffusion.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TogetherTest {

  private static final int WORKERS = 2;
  private static final Together TOGETHER = new Together(4, 100);

  @Test
  void everyWorkerHasSomethingToDoHoweverLargeItIs() {
    assertThat(TOGETHER.fits(WORKERS, 0, 5000)).isTrue();
    assertThat(TOGETHER.fits(WORKERS, 1, 10_000)).isTrue();
    assertThat(TOGETHER.fits(WORKERS, 2, 15_000)).isFalse();
  }

  @Test
  void moreAreComputedAsLongAsTheBatchesHold() {
    assertThat(TOGETHER.fits(WORKERS, 2, 200)).isTrue();
    assertThat(TOGETHER.fits(WORKERS, 2, 201)).isFalse();
    assertThat(TOGETHER.fits(WORKERS, 4, 5)).isFalse();
  }

  @Test
  void asManyRequestsAsWorkersLeaveNoneToShareABatch() {
    assertThat(new Together(WORKERS, 100).fits(WORKERS, WORKERS, 3)).isFalse();
  }

  @Test
  void nothingTogetherIsRefused() {
    assertThatThrownBy(() -> new Together(0, 100)).hasMessageContaining("0 requests");
    assertThatThrownBy(() -> new Together(1, 0)).hasMessageContaining("0 cells");
  }
}
