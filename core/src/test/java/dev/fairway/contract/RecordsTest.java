package dev.fairway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.SmallSeries;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
