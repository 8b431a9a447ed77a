package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuestionOperatorTest {

  private KeyedBroadcastOperatorTestHarness<String, WindowReady, PromotedModel, WindowQuestion>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
            new QuestionOperator(new NetworkHandle(Networks.ROAD)),
            new Constant<>("road"),
            Types.STRING,
            ForecastOperator.MODELS);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void promote(String network, boolean takesRepresentation) throws Exception {
    PromotedModel promoted = new PromotedModel();
    promoted.network = network;
    promoted.takesRepresentation = takesRepresentation;
    harness.processBroadcastElement(promoted, 0);
  }

  /** Whether a representation is asked for, of the next window. */
  private boolean asked() throws Exception {
    WindowReady ready = new WindowReady();
    ready.start = harness.extractOutputValues().size();
    harness.processElement(ready, 0);
    List<WindowQuestion> questions = harness.extractOutputValues();
    WindowQuestion last = questions.get(questions.size() - 1);
    assertThat(last.window.start).as("each window once").isEqualTo(questions.size() - 1L);
    return last.representation;
  }

  @Test
  void aRepresentationIsAskedForAsLongAsThePromotedModelTakesOne() throws Exception {
    assertThat(asked()).as("no model").isFalse();
    promote("road", true);
    assertThat(asked()).isTrue();
    promote("elsewhere", false);
    assertThat(asked()).isTrue();
    promote("road", false);
    assertThat(asked()).isFalse();
  }
}
