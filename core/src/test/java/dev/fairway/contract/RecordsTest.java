package dev.fairway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.SmallSeries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

  @ParameterizedTest
  @EnumSource(Topic.class)
  void everyTopicsRecordsSurviveBothForms(Topic topic) throws Exception {
    Message record = filled(topic.prototype());
    assertThat(record.getSerializedSize()).isPositive();
    RecordCodec<Message> codec = new RecordCodec<>(topic.prototype());
    for (ContentType type : ContentType.values()) {
      assertThat(codec.decode(codec.encode(record, type), type)).isEqualTo(record);
    }
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void theJsonIsTheCanonicalOne(Topic topic) throws Exception {
    Message record = filled(topic.prototype());
    String ours = utf8(new RecordCodec<>(topic.prototype()).encode(record, ContentType.JSON));
    String theirs = JsonFormat.printer().print(record);
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(ours)).isEqualTo(json.readTree(theirs));
    // Both went the fast way: without this line a slow codec would pass too.
    assertThat(utf8(JsonRecordWriter.write(record))).isEqualTo(ours);
    byte[] streamed =
        JsonRecordReader.read(
            theirs.getBytes(StandardCharsets.UTF_8), topic.prototype().getDescriptorForType());
    assertThat(topic.prototype().getParserForType().parseFrom(streamed)).isEqualTo(record);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"interval_start\": \"2026-03-01T08:00:00Z\", \"intervalSeconds\": \"300\"}",
        "{\"intervalStart\": \"2024-02-29T23:59:59.250+01:00\", \"readings\": 3.0}",
        "{\"intervalStart\": \"0001-01-01T00:00:00Z\"}",
        "{\"intervalStart\": \"2026-03-01T08:00:00.000000001Z\"}",
        "{\"intervalStart\": \"2026-02-30T08:00:00Z\"}",
        "{\"intervalStart\": \"2026-02-28T24:00:00Z\"}",
        "{\"values\": {\"speed\": \"NaN\", \"flow\": -1.5e-7}, \"site\": null}",
        "{\"values\": {\"speed\": \"-Infinity\", \"\": 5}}",
        "{\"values\": {\"speed\": 1e400}}",
        "{\"values\": {\"speed\": null}}",
        "{\"values\": [1]}",
        "{\"values\": {\"speed\": 1, \"speed\": 2}}",
        "{\"site\": \"a\", \"site\": \"b\"}",
        "{\"intervalStart\": \"2026-03-01T08:00:00Z\", \"intervalStart\": \"2026-03-01T08:00:01.5Z\"}",
        "{\"intervalStart\": \"2026-03-01T08:00:00z\"}",
        "{\"intervalStart\": \"2026-03-01 08:00:00Z\"}",
        "{\"intervalStart\": \"+026-03-01T08:00:00Z\"}",
        "{\"intervalStart\": \"0000-03-01T08:00:00Z\"}",
        "{\"intervalStart\": \"2026-03-01T08:00:60Z\"}",
        "{\"site\": \"half a pair \\ud83d\"}",
        "{\"values\": {\"half a pair \\ud83d\": 1}}",
        "{\"site\": 7}",
        "{\"site\": \"a\\u00e9\\n\\ud83d\\ude00\"}",
        "{\"readings\": 2147483648}",
        "{\"readings\": true}",
        "{\"unheardOf\": 1}",
        "{\"site\": \"a\"} {}",
        "{\"site\": \"a\"",
        "[]",
        "null",
        ""
      })
  void whatProtobufTakesAndRefusesWeTakeAndRefuse(String text) {
    SiteInterval.Builder theirs = SiteInterval.newBuilder();
    boolean taken = true;
    try {
      JsonFormat.parser().merge(text, theirs);
    } catch (InvalidProtocolBufferException e) {
      taken = false;
    }
    RecordCodec<SiteInterval> codec = new RecordCodec<>(SiteInterval.getDefaultInstance());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (taken) {
      assertThatCode(
              () ->
                  assertThat(codec.decode(bytes, ContentType.JSON))
                      .as(text)
                      .isEqualTo(theirs.build()))
          .doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> codec.decode(bytes, ContentType.JSON))
          .as(text)
          .isInstanceOf(MalformedRecordException.class);
    }
  }

  @Test
  void oddNumbersTimesAndEnumsAreWrittenAsProtobufWritesThem() throws Exception {
    Random random = new Random(20260301);
    SiteInterval.Builder interval =
        SiteInterval.newBuilder()
            .putValues("nan", Double.NaN)
            .putValues("up", Double.POSITIVE_INFINITY)
            .putValues("down", Double.NEGATIVE_INFINITY)
            .putValues("least", Double.MIN_VALUE)
            .putValues("most", Double.MAX_VALUE)
            .setIntervalStart(Timestamp.newBuilder().setSeconds(-62135596800L).setNanos(1_000_000));
    for (int i = 0; i < 200; i++) {
      interval.putValues("any" + i, Double.longBitsToDouble(random.nextLong()));
    }
    assertThat(back(interval.build())).isEqualTo(interval.build());
    ModelEvent event = ModelEvent.newBuilder().setRoleValue(77).setStatusValue(2).build();
    assertThat(back(event)).isEqualTo(event);
  }

  @Test
  void timesAreWrittenAsJavaWritesInstants() {
    Random random = new Random(20261127);
    long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    long end = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1;
    for (int i = 0; i < 10_000; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(first, end), i % 3 * 50_000_001L);
      String text = Times.toText(Times.toTimestamp(time));
      assertThat(text).isEqualTo(time.toString());
      assertThat(Times.fromText(text)).isEqualTo(Times.toTimestamp(time));
    }
  }

  /** Written by the codec, read by protobuf. */
  private static Message back(Message record) throws Exception {
    Message.Builder builder = record.newBuilderForType();
    JsonFormat.parser()
        .merge(utf8(new RecordCodec<>(record).encode(record, ContentType.JSON)), builder);
    return builder.build();
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(ContentType.class)
  void otherBytesAreRefused(ContentType type) {
    RecordCodec<Message> codec = new RecordCodec<>(Topic.OBSERVATIONS.prototype());
    byte[] bytes = "{\"network\": 7".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> codec.decode(bytes, type))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("Observation")
        .hasMessageContaining(type.mediaType());
  }

  @Test
  void aNetworkSurvivesItsDefinition() throws Exception {
    MeasuredNetwork measured =
        SmallSeries.measured(ZoneId.of("Europe/Copenhagen"), SmallSeries.FIVE_MINUTES);
    MeasuredNetwork back =
        NetworkDefinitions.fromDefinition(NetworkDefinitions.toDefinition(measured));
    assertThat(back.network().sites()).isEqualTo(measured.network().sites());
    assertThat(back.network().links()).isEqualTo(measured.network().links());
    assertThat(back.network().kind()).isEqualTo(measured.network().kind());
    assertThat(back.network().hash()).isEqualTo(measured.network().hash());
    assertThat(back.channels()).isEqualTo(measured.channels());
    assertThat(back.zone()).isEqualTo(measured.zone());
    assertThat(back.interval()).isEqualTo(measured.interval());
    assertThat(back.lateness()).isEqualTo(measured.lateness());
    assertThat(back.name()).isEqualTo(measured.name());
    assertThat(back.attribution()).isEqualTo(measured.attribution());
  }

  @Test
  void aDefinitionThatWasTamperedWithIsRefused() {
    NetworkDefinition definition =
        NetworkDefinitions.toDefinition(
            SmallSeries.measured(ZoneId.of("UTC"), SmallSeries.FIVE_MINUTES));
    NetworkDefinition.Builder longer = definition.toBuilder();
    longer.getLinksBuilder(0).setMetres(1001);
    assertRefused(longer.build(), "hash");
    assertRefused(definition.toBuilder().setHash("").build(), "hash");
    assertRefused(definition.toBuilder().setTimeZone("Nowhere").build(), "Nowhere");
    assertRefused(definition.toBuilder().clearChannels().build(), "forecast");
    assertRefused(definition.toBuilder().clearKind().build(), "KIND_UNSPECIFIED");
    assertRefused(definition.toBuilder().setIntervalSeconds(0).build(), "interval");
  }

  private static void assertRefused(NetworkDefinition definition, String reason) {
    assertThatThrownBy(() -> NetworkDefinitions.fromDefinition(definition))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("network small")
        .hasMessageContaining(reason);
  }

  /** A record with something in every field. */
  private static Message filled(Message prototype) {
    Message.Builder builder = prototype.newBuilderForType();
    for (FieldDescriptor field : prototype.getDescriptorForType().getFields()) {
      Object value =
          field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
              ? filled(builder.newBuilderForField(field).build())
              : scalar(field);
      if (field.isRepeated()) {
        builder.addRepeatedField(field, value);
      } else {
        builder.setField(field, value);
      }
    }
    return builder.build();
  }

  private static Object scalar(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> 5;
      case LONG -> 7L;
      case FLOAT -> 0.5f;
      case DOUBLE -> 1.0 / 3;
      case BOOLEAN -> true;
      case STRING -> "Søftenvej \"1\"";
      case BYTE_STRING -> ByteString.copyFrom(new byte[] {0, -1, 10});
      case ENUM -> field.getEnumType().getValues().get(1);
      case MESSAGE -> throw new IllegalArgumentException(field + " is no scalar");
    };
  }
}
