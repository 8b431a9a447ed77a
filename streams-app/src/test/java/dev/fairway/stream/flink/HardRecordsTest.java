package dev.fairway.stream.flink;

import static dev.fairway.stream.flink.Networks.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Headers;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Observation;
import dev.fairway.contract.v1.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What becomes of records that nobody should send. */
class HardRecordsTest {

  private static final long ARRIVAL = at(1_000);
  private static final Observation GOOD =
      Observation.newBuilder()
          .setNetwork("road")
          .setSite("a")
          .setTime(time(at(0)))
          .putValues("flow", 100)
          .build();

  private final ObservationSchema road = new ObservationSchema("road", Set.of("road"), true);
  private final PositionSchema water = new PositionSchema("water", Set.of("water"), true);

  @Test
  void aGoodRecordIsRead() {
    IncomingObservation read = observation(bytes(GOOD), "road");
    assertThat(read.isReadable()).isTrue();
    assertThat(read.channels).containsExactly("flow");
  }

  @Test
  void whatIsNoRecordIsMalformed() {
    assertMalformed(observation("{\"broken".getBytes(StandardCharsets.UTF_8), "road"));
    assertMalformed(observation(null, "road"));
    assertMalformed(observation("{\"planet\":1}".getBytes(StandardCharsets.UTF_8), "road"));
  }

  @Test
  void aRecordOfAnotherKindIsMalformedInEitherForm() {
    Position position =
        Position.newBuilder().setNetwork("water").setVessel("v").setTime(time(at(0))).build();
    Observation observation = GOOD.toBuilder().setNetwork("water").build();
    assertMalformed(position(bytes(observation), "water", ContentType.JSON));
    assertMalformed(position(observation.toByteArray(), "water", ContentType.PROTOBUF));
    assertThat(position(position.toByteArray(), "water", ContentType.PROTOBUF).isReadable())
        .isTrue();
  }

  @Test
  void anUnknownContentTypeIsMalformed() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.CONTENT_TYPE, "text/html".getBytes(StandardCharsets.UTF_8));
    assertMalformed(read(road, record(null, bytes(GOOD), headers)));
  }

  @Test
  void aHeaderWithoutValueIsNoHeader() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.CONTENT_TYPE, null);
    headers.add(Headers.NETWORK, null);
    assertThat(read(road, record(null, bytes(GOOD), headers)).isReadable()).isTrue();
  }

  @Test
  void whatIsTooLongIsNotReadAndItsBeginningKept() {
    byte[] raw = new byte[10 * Topic.MAXIMUM_READING_BYTES];
    IncomingObservation read = observation(raw, "road");
    assertRefused(read, DeadLetter.Reason.OVERSIZED);
    DeadLetter letter = read.refused().toDeadLetter();
    assertThat(letter.getRaw().size()).isEqualTo(Topic.MAXIMUM_READING_BYTES);
    assertThat(letter.getRawLength()).isEqualTo(raw.length);
  }

  /** The worst that is read at all: every text in the letter is long, and JSON makes it longer. */
  @Test
  void noLetterIsLargerThanAProducerSends() {
    String nul = "\0".repeat(Topic.MAXIMUM_READING_BYTES - 100);
    Observation worst =
        Observation.newBuilder().setNetwork("n").setSource(nul).setTime(time(at(0))).build();
    RecordHeaders headers = new RecordHeaders();
    headers.add(
        Headers.CONTENT_TYPE, ContentType.PROTOBUF.mediaType().getBytes(StandardCharsets.UTF_8));
    IncomingObservation read = read(road, record(null, worst.toByteArray(), headers));
    assertRefused(read, DeadLetter.Reason.UNKNOWN_NETWORK);
    byte[] written =
        new RecordCodec<>(DeadLetter.getDefaultInstance())
            .encode(read.refused().toDeadLetter(), ContentType.JSON);
    assertThat(written.length).isLessThan(200 << 10);
  }

  @Test
  void halfACharacterStopsNoLetter() throws Exception {
    byte[] json =
        new String(bytes(GOOD), StandardCharsets.UTF_8)
            .replace("road", "r\\ud800")
            .getBytes(StandardCharsets.UTF_8);
    RecordHeaders headers = new RecordHeaders();
    IncomingObservation read = read(road, record(null, json, headers));
    assertRefused(read, DeadLetter.Reason.UNKNOWN_NETWORK);
    Outgoing written = Outgoing.of("", "", read.refused().toDeadLetter(), ContentType.JSON);
    DeadLetter letter =
        new RecordCodec<>(DeadLetter.getDefaultInstance()).decode(written.value, ContentType.JSON);
    assertThat(letter.getRaw().toByteArray()).isEqualTo(json);
  }

  @Test
  void aRecordWithoutTimeOrOfNoCalendarIsRefused() {
    assertRefused(
        observation(bytes(GOOD.toBuilder().clearTime().build()), "road"),
        DeadLetter.Reason.NO_TIME);
    Observation never =
        GOOD.toBuilder().setTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)).build();
    RecordHeaders headers = new RecordHeaders();
    headers.add(
        Headers.CONTENT_TYPE, ContentType.PROTOBUF.mediaType().getBytes(StandardCharsets.UTF_8));
    IncomingObservation read = read(road, record(null, never.toByteArray(), headers));
    assertRefused(read, DeadLetter.Reason.OUT_OF_RANGE);
    assertThat(read.refused().toDeadLetter().hasTime()).isFalse();
  }

  @Test
  void whatIsDatedLaterThanItCameIsRefused() {
    Observation future = GOOD.toBuilder().setTime(time(ARRIVAL + 3_700_000)).build();
    assertRefused(observation(bytes(future), "road"), DeadLetter.Reason.FUTURE);
  }

  @Test
  void noRecordIsLeftToNobody() {
    Observation ship = GOOD.toBuilder().setNetwork("water").build();
    assertRefused(observation(bytes(ship), "water"), DeadLetter.Reason.UNKNOWN_NETWORK);
    assertMalformed(observation(bytes(ship), "road"));
  }

  @Test
  void aLetterHoldsAllThatIsNeededToWriteTheRecordAgain() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.CONTENT_TYPE, "application/json".getBytes(StandardCharsets.UTF_8));
    byte[] raw = bytes(GOOD.toBuilder().setNetwork("atlantis").setSource("file").build());
    IncomingObservation read = read(road, record(new byte[] {7}, raw, headers));
    DeadLetter letter = read.refused().toDeadLetter();
    assertThat(letter.getRecordTopic()).isEqualTo(Topic.OBSERVATIONS.topicName());
    assertThat(letter.getRecordKey()).isEqualTo(ByteString.copyFrom(new byte[] {7}));
    assertThat(letter.getRecordContentType()).isEqualTo("application/json");
    assertThat(letter.getRaw().toByteArray()).isEqualTo(raw);
    assertThat(Times.toInstant(letter.getTime()).toEpochMilli()).isEqualTo(at(0));
  }

  @Test
  void valuesThatNoChannelHasAreRefusedTogetherAndTheOthersCount() throws Exception {
    Observation observation =
        GOOD.toBuilder()
            .putAllValues(Map.of("flow", -1.0, "speed", 20.0, "noise", 3.0, "smell", 4.0))
            .build();
    var harness = harness(new ObservationValidator(new NetworkHandle(Networks.ROAD)));
    harness.processElement(observation(bytes(observation), "road"), at(0));
    assertThat(harness.extractOutputValues().get(0).values).containsExactly(Double.NaN, 20);
    assertThat(harness.getSideOutput(Refused.TAG))
        .extracting(refused -> refused.getValue().reason)
        .containsExactly(
            DeadLetter.Reason.UNKNOWN_CHANNEL.name(), DeadLetter.Reason.OUT_OF_RANGE.name());
    harness.close();
  }

  @Test
  void notANumberIsOutOfRange() throws Exception {
    var harness = harness(new ObservationValidator(new NetworkHandle(Networks.ROAD)));
    byte[] json =
        new String(bytes(GOOD), StandardCharsets.UTF_8)
            .replace("100.0", "\"NaN\"")
            .getBytes(StandardCharsets.UTF_8);
    harness.processElement(observation(json, "road"), at(0));
    assertThat(harness.extractOutputValues().get(0).values).containsOnly(Double.NaN);
    assertThat(harness.getSideOutput(Refused.TAG))
        .extracting(refused -> refused.getValue().reason)
        .containsExactly(DeadLetter.Reason.OUT_OF_RANGE.name());
    harness.close();
  }

  @Test
  void aSpeedThatNoVesselHasIsToldAndLeftOut() throws Exception {
    Position position =
        Position.newBuilder()
            .setNetwork("water")
            .setVessel("v")
            .setTime(time(at(0)))
            .setSpeed(-3)
            .build();
    var harness = harness(new PositionValidator());
    harness.processElement(position(bytes(position), "water", ContentType.JSON), at(0));
    assertThat(harness.extractOutputValues()).singleElement().matches(p -> Double.isNaN(p.speed));
    assertThat(harness.getSideOutput(Refused.TAG))
        .extracting(refused -> refused.getValue().reason)
        .containsExactly(DeadLetter.Reason.OUT_OF_RANGE.name());
    harness.close();
  }

  private static void assertMalformed(IncomingRecord read) {
    assertRefused(read, DeadLetter.Reason.MALFORMED);
  }

  private static void assertRefused(IncomingRecord read, DeadLetter.Reason why) {
    assertThat(read.reason).as(read.detail).isEqualTo(why.name());
  }

  private IncomingObservation observation(byte[] value, String network) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.NETWORK, network.getBytes(StandardCharsets.UTF_8));
    return read(road, record(null, value, headers));
  }

  private IncomingPosition position(byte[] value, String network, ContentType type) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.NETWORK, network.getBytes(StandardCharsets.UTF_8));
    headers.add(Headers.CONTENT_TYPE, type.mediaType().getBytes(StandardCharsets.UTF_8));
    return read(water, record(null, value, headers));
  }

  /** The one thing that a record becomes: never nothing, and never two. */
  private static <R extends IncomingRecord> R read(
      IncomingSchema<?, R> schema, ConsumerRecord<byte[], byte[]> consumed) {
    List<R> found = new ArrayList<>();
    schema.deserialize(consumed, new ListCollector<>(found));
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte[] key, byte[] value, RecordHeaders headers) {
    return new ConsumerRecord<>(
        Topic.OBSERVATIONS.topicName(),
        0,
        5,
        ARRIVAL,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static byte[] bytes(com.google.protobuf.Message message) {
    return new RecordCodec<>(message).encode(message, ContentType.JSON);
  }

  private static Timestamp time(long millis) {
    return Times.toTimestamp(Instant.ofEpochMilli(millis));
  }

  private static <I, O> OneInputStreamOperatorTestHarness<I, O> harness(
      ProcessFunction<I, O> function) throws Exception {
    return ProcessFunctionTestHarnesses.forProcessFunction(function);
  }
}
