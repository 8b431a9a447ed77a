package dev.fairway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.contract.CompactedTopic;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.forecast.AugmentationChoice;
import dev.fairway.forecast.AugmentationChoice.Candidate;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.ingest.feed.TopicCreator;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.TrafficSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A forecaster is trained on the history of a stream and on what a diffusion model draws for it.
 */
class StreamAugmentationIT {

  @TempDir Path home;

  @Test
  void theDrawingModelIsTrainedOnceAndTheValidationPartChooses() throws Exception {
    TrafficSeries series =
        DataSet.open(
                TinyDataSet.write(home.resolve("tiny"), "tiny", "speed"),
                Optional.empty(),
                home.resolve("derived"))
            .series()
            .series();
    Path models = home.resolve("models");
    try (EmbeddedBroker broker = EmbeddedBroker.start(home.resolve("broker"), 0)) {
      String kafka = broker.bootstrapServers();
      TopicCreator.singleBroker(1).create(kafka);
      feed(kafka, series);

      Ran first = train(kafka, series, models);

      assertThat(first.exit()).as(first.err()).isZero();
      Path bundle = Ran.onlyBundle(models, "stgcn-");
      AugmentationChoice choice = StgcnBundles.augmentation(ModelBundle.open(bundle)).orElseThrow();
      assertThat(choice.candidates())
          .extracting(Candidate::augmentation)
          .satisfiesExactly(
              none -> assertThat(none).isEqualTo("none"),
              drawn ->
                  assertThat(drawn)
                      .startsWith("synthetic 0.5, replace, of ")
                      .contains("a diffusion model of the same history"));
      ModelEvent event = told(kafka);
      assertThat(event.getBundle()).isEqualTo(bundle.toAbsolutePath().toString());
      assertThat(event.getMessage()).contains("augmentation " + choice.chosen());

      Path drawing = Ran.onlyBundle(models.resolve("checkpoints"), "drawing-");
      FileTime made = Files.getLastModifiedTime(Ran.onlyBundle(drawing, "diffusion-"));
      Ran second = train(kafka, series, models);
      assertThat(second.exit()).as(second.err()).isZero();
      assertThat(Files.getLastModifiedTime(Ran.onlyBundle(drawing, "diffusion-"))).isEqualTo(made);
    }
  }

  private Ran train(String kafka, TrafficSeries series, Path models) throws Exception {
    return Ran.run(
        "train",
        "forecaster",
        "--kafka",
        kafka,
        "--network",
        "tiny",
        "--until",
        series.time(series.steps() - 1),
        "--config",
        TinyDataSet.config(home.resolve("config.yaml")),
        "--synthetic",
        "0,0.5",
        "--at-most",
        "PT60S",
        "--out",
        models);
  }

  /** What came of the last training. */
  private static ModelEvent told(String kafka) throws Exception {
    Map<String, ModelEvent> events =
        CompactedTopic.read(
            kafka, Topic.MODELS, new RecordCodec<>(ModelEvent.getDefaultInstance()));
    return Stream.of("tiny/FORECASTER/PROMOTED", "tiny/FORECASTER/REJECTED")
        .map(events::get)
        .filter(event -> event != null)
        .findFirst()
        .orElseThrow();
  }

  private static void feed(String kafka, TrafficSeries series) throws Exception {
    List<Future<?>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      sent.add(
          producer.send(
              Envelope.wrap(
                  Topic.NETWORKS,
                  "tiny",
                  "tiny",
                  NetworkDefinitions.toDefinition(series.measured()),
                  ContentType.JSON)));
      for (int t = 0; t < series.steps(); t++) {
        for (int n = 0; n < series.sites(); n++) {
          SiteInterval interval =
              SiteInterval.newBuilder()
                  .setNetwork("tiny")
                  .setSite(series.measured().network().sites().get(n).id())
                  .setIntervalStart(Times.toTimestamp(series.time(t)))
                  .putValues("speed", series.value(t, n, 0))
                  .build();
          sent.add(
              producer.send(
                  Envelope.wrap(
                      Topic.INTERVALS, interval.getSite(), "tiny", interval, ContentType.JSON)));
        }
      }
      producer.flush();
      for (Future<?> one : sent) {
        one.get();
      }
    }
  }
}
