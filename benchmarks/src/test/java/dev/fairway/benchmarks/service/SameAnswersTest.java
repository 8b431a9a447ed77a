package dev.fairway.benchmarks.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.v1.EncodeResponse;
import dev.fairway.contract.v1.EnrichResponse;
import dev.fairway.contract.v1.ImputeResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameAnswersTest {

  private static final EnrichResponse ANSWER = answer(1000, 0.5f);

  @Test
  void lastBitsDoNotCount() {
    assertThat(
            SameAnswers.require(
                List.of(ANSWER), List.of(answer(Math.nextUp(1000f), 0.5f)), SameAnswers.ON_A_CPU))
        .isBetween(1e-9, 1e-6);
    assertThat(SameAnswers.require(List.of(ANSWER), List.of(ANSWER), SameAnswers.ON_A_CPU))
        .isZero();
  }

  @Test
  void anotherAnswerIsRefusedWhereverItDiffers() {
    assertRefused(answer(1000.1f, 0.5f));
    assertRefused(answer(1000, 0.5001f));
    assertRefused(answer(1000, Float.NaN));
    assertRefused(ANSWER.toBuilder().clearRepresentation().build());
  }

  private static void assertRefused(EnrichResponse other) {
    assertThatThrownBy(
            () ->
                SameAnswers.require(
                    List.of(ANSWER, ANSWER), List.of(ANSWER, other), SameAnswers.ON_A_CPU))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("answer 1 differs by");
  }

  private static EnrichResponse answer(float value, float feature) {
    return EnrichResponse.newBuilder()
        .setImputation(ImputeResponse.newBuilder().addValues(value))
        .setRepresentation(EncodeResponse.newBuilder().addRepresentation(feature))
        .build();
  }
}
