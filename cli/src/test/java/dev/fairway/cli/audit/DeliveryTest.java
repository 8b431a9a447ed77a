package dev.fairway.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.Observation;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.contract.v1.StepScore;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One detector that counts i vehicles in interval i; 13 intervals, so that there are two windows.
 */
class DeliveryTest {

  private static final int SECONDS = 300;
  private static final int INTERVALS = 13;

  private final NetworkInput input =
      new NetworkInput(
          new MeasuredNetwork(
              new TrafficNetwork(
                  "road", NetworkKind.ROAD, List.of(new Site("a", "a", 56, 10)), List.of()),
              "Road",
              List.of(new Channel(Channel.FLOW, "veh/h", 0, 100, true, Aggregation.RATE)),
              Duration.ofSeconds(SECONDS),
              ZoneOffset.UTC,
              Duration.ZERO,
              ""),
          1);

  private final Produced produced = new Produced();
  private final Letters letters = new Letters();

  @BeforeEach
  void feedAndAnswerAllButTheLastInterval() {
    for (int i = 0; i < INTERVALS; i++) {
      input.take(reading(i, i), letters);
    }
    input.take(heartbeat(INTERVALS), letters);
    for (int i = 0; i < INTERVALS - 1; i++) {
      produced.add(interval(i, 1, i));
    }
    produced.add(forecast(12));
  }

  @Test
  void allOnceIsExact() {
    answerTheLast();
    Delivery delivery = judge(true);
    assertThat(delivery.isExact()).as(delivery.describe()).isTrue();
    assertThat(delivery.windows()).isEqualTo(2);
  }

  @Test
  void whatIsMissingIsLostOnceTheStreamIsDrained() {
    Delivery delivery = judge(true);
    assertThat(delivery.intervals().examples()).singleElement().asString().contains("site a");
    assertThat(delivery.forecasts().lost()).isEqualTo(1);
    assertThat(delivery.scores().lost()).isEqualTo(1);
    assertThat(judge(false).isExact()).as("it may be on its way").isTrue();
  }

  @Test
  void whatIsThereTwiceIsDoubled() {
    answerTheLast();
    produced.add(interval(3, 1, 3));
    produced.add(forecast(12));
    produced.add(score());
    Delivery delivery = judge(false);
    assertThat(delivery.intervals().doubled()).isEqualTo(1);
    assertThat(delivery.forecasts().doubled()).isEqualTo(1);
    assertThat(delivery.scores().doubled()).isEqualTo(1);
    assertThat(delivery.lost()).isZero();
  }

  @Test
  void aReadingThatIsNotCountedIsLostAndOneThatIsCountedTwiceIsDoubled() {
    input.take(reading(3, 40), letters);
    assertThat(judge(false).intervals().lost()).isEqualTo(1);
    produced.intervals().clear();
    produced.add(interval(4, 2, 4));
    assertThat(judge(false).intervals().doubled()).isEqualTo(1);
  }

  @Test
  void theRightNumberOfReadingsWithAnotherValueIsWrong() {
    produced.intervals().clear();
    produced.add(interval(4, 1, 5));
    assertThat(judge(false).intervals().wrong()).isEqualTo(1);
  }

  @Test
  void whatNoInputMakesIsWrong() {
    answerTheLast();
    produced.add(interval(INTERVALS, 1, 1));
    produced.add(forecast(11));
    assertThat(judge(true).intervals().wrong()).isEqualTo(1);
    assertThat(judge(true).forecasts().wrong()).isEqualTo(1);
  }

  @Test
  void aRefusedReadingIsNotMissedButItsSecondLetterIs() {
    answerTheLast();
    ConsumerRecord<byte[], byte[]> late = reading(1, 7);
    letters.add(letter(late));
    letters.add(letter(late));
    input.take(late, letters);
    Delivery delivery = judge(true);
    assertThat(delivery.lost()).isZero();
    assertThat(delivery.doubled()).isEqualTo(1);
  }

  @Test
  void aRefusedTimeThatNobodyBelievesMovesNoClock() {
    answerTheLast();
    ConsumerRecord<byte[], byte[]> future = reading(10_000, 7);
    letters.add(letter(future).toBuilder().setReason(DeadLetter.Reason.FUTURE).build());
    input.take(future, letters);
    assertThat(judge(true).isExact()).as(judge(true).describe()).isTrue();
  }

  @Test
  void aRecordThatIsTooLongMustHaveItsLetter() {
    answerTheLast();
    ConsumerRecord<byte[], byte[]> sound = reading(3, 3);
    byte[] value = new byte[Topic.MAXIMUM_READING_BYTES + 5];
    ConsumerRecord<byte[], byte[]> tooLong =
        new ConsumerRecord<>(sound.topic(), 0, 0, sound.key(), value);
    input.refuse(tooLong, letters);
    assertThat(judge(true).lost()).isEqualTo(1);
    letters.add(
        letter(tooLong).toBuilder()
            .setRaw(ByteString.copyFrom(value, 0, Topic.MAXIMUM_READING_BYTES))
            .build());
    input.refuse(tooLong, letters);
    assertThat(judge(true).lost()).isEqualTo(1);
    assertThat(judge(true).doubled()).isZero();
  }

  private void answerTheLast() {
    produced.add(interval(INTERVALS - 1, 1, INTERVALS - 1));
    produced.add(forecast(13));
    produced.add(score());
  }

  private Delivery judge(boolean drained) {
    return new Delivery(input, produced, letters.left(), drained);
  }

  private static ConsumerRecord<byte[], byte[]> reading(int interval, double flow) {
    return consumed(
        Observation.newBuilder()
            .setNetwork("road")
            .setSite("a")
            .setTime(at(interval))
            .putValues(Channel.FLOW, flow)
            .build());
  }

  private static ConsumerRecord<byte[], byte[]> heartbeat(int interval) {
    return consumed(
        Observation.newBuilder()
            .setNetwork("road")
            .setTime(at(interval))
            .setHeartbeat(true)
            .build());
  }

  private static ConsumerRecord<byte[], byte[]> consumed(Observation observation) {
    ProducerRecord<byte[], byte[]> sent =
        Envelope.wrap(Topic.OBSERVATIONS, "a", "road", observation, ContentType.JSON);
    return new ConsumerRecord<>(
        sent.topic(),
        0,
        0,
        0,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        new RecordHeaders(sent.headers()),
        Optional.empty());
  }

  private static SiteInterval interval(int interval, int readings, double flow) {
    return SiteInterval.newBuilder()
        .setSite("a")
        .setIntervalStart(at(interval))
        .setReadings(readings)
        .putValues(Channel.FLOW, flow)
        .build();
  }

  private static Forecast forecast(int issue) {
    return Forecast.newBuilder()
        .setSite("a")
        .setChannel(Channel.FLOW)
        .setIssueTime(at(issue))
        .build();
  }

  /** Of the first forecast's first step: the only one whose truth is known. */
  private static Score score() {
    return Score.newBuilder()
        .setSite("a")
        .setChannel(Channel.FLOW)
        .addSteps(StepScore.newBuilder().setHorizon(1).setTargetTime(at(12)))
        .build();
  }

  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> of) {
    return DeadLetter.newBuilder()
        .setRaw(ByteString.copyFrom(of.value()))
        .setRecordTopic(of.topic())
        .build();
  }

  private static Timestamp at(int interval) {
    return Timestamp.newBuilder().setSeconds((long) interval * SECONDS).build();
  }
}
