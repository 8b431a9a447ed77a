package dev.fairway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairway.broker.EmbeddedBroker;
import dev.fairway.contract.CompactedTopic;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.ingest.feed.TopicCreator;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.ModelCard;
import dev.fairway.provenance.Provenance;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promoted by hand is told to whoever follows the models topic. */
class PromoteModelIT {

  @TempDir static Path home;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(home, 0);
    TopicCreator.singleBroker(1).create(broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void aFollowerSeesTheModelThatIsPromotedAndTheOneGoneBackTo() throws Exception {
    ModelBundle one = bundle("forecasts", "stgcn", 1);
    ModelBundle two = bundle("forecasts", "stgcn", 2);

    promote(one);
    assertTold("forecasts/FORECASTER/PROMOTED", one, "promoted by hand");
    promote(two);
    assertTold("forecasts/FORECASTER/PROMOTED", two, "promoted by hand");
    run("rollback", "--network", "forecasts");
    assertTold("forecasts/FORECASTER/PROMOTED", one, "rolled back by hand");
  }

  @Test
  void aDiffusionModelIsToldAsSuch() throws Exception {
    ModelBundle bundle = bundle("holes", "diffusion", 1);

    promote(bundle);

    assertTold("holes/DIFFUSION/PROMOTED", bundle, "promoted by hand");
    assertThat(told()).doesNotContainKey("holes/FORECASTER/PROMOTED");
  }

  private static void promote(ModelBundle bundle) {
    run("promote", bundle.id());
  }

  private static void run(String command, String... arguments) {
    StringWriter err = new StringWriter();
    List<String> typed = new ArrayList<>(List.of("models", command));
    typed.addAll(List.of(arguments));
    typed.addAll(List.of("--dir", models().toString(), "--kafka", broker.bootstrapServers()));
    int exit =
        Fairway.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute(typed.toArray(String[]::new));
    assertThat(exit).as(err.toString()).isZero();
  }

  /** The newest committed event of each key, as the job and the services read them. */
  private static Map<String, ModelEvent> told() {
    return CompactedTopic.read(
        broker.bootstrapServers(),
        Topic.MODELS,
        new RecordCodec<>(ModelEvent.getDefaultInstance()));
  }

  private static void assertTold(String key, ModelBundle bundle, String message) throws Exception {
    ModelEvent event = told().get(key);
    assertThat(event.getNetwork()).isEqualTo(bundle.card().network());
    assertThat(event.getStatus()).isEqualTo(ModelEvent.Status.PROMOTED);
    assertThat(event.getModel()).isEqualTo(bundle.id());
    assertThat(event.getMessage()).isEqualTo(message);
    assertThat(event.hasEncoder()).isEqualTo(bundle.card().kind().equals("stgcn"));
    assertThat(event.getEncoder()).isEqualTo(bundle.card().architecture().path("encoder").asText());
    assertThat(event.getScoresMap()).isEqualTo(bundle.card().scores());
    assertThat(ModelBundle.open(Path.of(event.getBundle())).id()).isEqualTo(bundle.id());
  }

  /** Whole, but of no use: promoting does not look into the weights. */
  private static ModelBundle bundle(String network, String kind, int seed) throws IOException {
    ModelCard card =
        new ModelCard(
            kind,
            network,
            "hash of " + network,
            List.of("speed"),
            List.of("m/s"),
            300,
            kind.equals("stgcn")
                ? JsonNodeFactory.instance
                    .objectNode()
                    .put("encoder", seed == 1 ? "" : "an encoder")
                : JsonNodeFactory.instance.objectNode(),
            Map.of("test.speed.mae", 1.5),
            new Provenance("test", "data", seed, "1", Instant.EPOCH));
    return ModelBundle.write(models(), card, Map.of("weights.safetensors", new byte[] {1}));
  }

  private static Path models() {
    return home.resolve("models");
  }
}
