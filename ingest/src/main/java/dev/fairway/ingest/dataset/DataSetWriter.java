package dev.fairway.ingest.dataset;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.format.SourceFormat;
import dev.fairway.series.format.SyntheticSpans;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Writes a series, and windows that a model made beside it, as a data set that {@link DataSet}
 * reads back value for value.
 *
 * <pre>
 *   fairway.yaml        the fact sheet; written last, so that half a folder is no data set
 *   network.json        the network's record
 *   synthetic.csv       which time is no measured one, see {@link SyntheticSpans}
 *   values/CHANNEL.csv  a row for each interval in which anything is known, stamped in UTC
 * </pre>
 */
public final class DataSetWriter {

  private static final String SHEET = "fairway.yaml";
  private static final String NETWORK = "network.json";
  private static final String SYNTHETIC = "synthetic.csv";
  private static final String VALUES = "values";

  /** Numbers are written out: YAML takes 1.0E7 for a word. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private static final RecordCodec<NetworkDefinition> NETWORKS =
      new RecordCodec<>(NetworkDefinition.getDefaultInstance());

  private DataSetWriter() {}

  /**
   * @param folder is made where it is not there
   * @param synthetic at times that the series does not have, see {@link SyntheticSpans}; in any
   *     order
   * @throws IllegalArgumentException if a window overlaps or touches the series or another window
   */
  public static void write(Path folder, TrafficSeries series, List<TrafficWindow> synthetic)
      throws IOException {
    List<TrafficWindow> inOrder =
        synthetic.stream().sorted(Comparator.comparing(TrafficWindow::start)).toList();
    SyntheticSpans spans = SyntheticSpans.of(inOrder);
    requireBefore(series, inOrder);
    Files.createDirectories(folder.resolve(VALUES));
    try (WideCsvFiles files =
        WideCsvFiles.create(series.measured(), channel -> file(folder, channel))) {
      for (TrafficWindow window : inOrder) {
        files.add(window);
      }
      for (int t = 0; t < series.steps(); t++) {
        if (series.isAnyObserved(t)) {
          files.add(series.window(t, 1));
        }
      }
    }
    Files.write(
        folder.resolve(NETWORK),
        NETWORKS.encode(NetworkDefinitions.toDefinition(series.measured()), ContentType.JSON));
    Files.writeString(folder.resolve(SYNTHETIC), spans.csv());
    Files.writeString(folder.resolve(SHEET), YAML.writeValueAsString(sheet(series.measured())));
  }

  /** Rows are in time order, and a reader takes what comes late for lost. */
  private static void requireBefore(TrafficSeries series, List<TrafficWindow> synthetic) {
    for (TrafficWindow window : synthetic) {
      if (!window.end().isBefore(series.start())) {
        throw new IllegalArgumentException(
            "A synthetic window ends at "
                + window.end()
                + ", and the series begins at "
                + series.start()
                + ": it must lie before it, at least an interval away");
      }
    }
  }

  private static Path file(Path folder, Channel channel) {
    return folder.resolve(source(channel));
  }

  private static String source(Channel channel) {
    return VALUES + "/" + channel.name() + ".csv";
  }

  private static ObjectNode sheet(MeasuredNetwork measured) {
    ObjectNode sheet = YAML.createObjectNode();
    sheet.put("id", measured.network().id()).put("name", measured.name());
    if (!measured.attribution().isBlank()) {
      sheet.put("attribution", measured.attribution());
    }
    sheet.put("kind", word(measured.network().kind()));
    ObjectNode source = sheet.putObject("source");
    source.put("format", SourceFormat.WIDE_CSV.key());
    source.putArray("files").add(VALUES + "/*.csv");
    source.put("header", true).put("timeColumn", WideCsvFiles.TIME_COLUMN);
    sheet
        .putObject("time")
        .put("interval", seconds(measured.interval()))
        .put("stamps", "UTC")
        .put("calendar", measured.zone().getId())
        .put("lateness", seconds(measured.lateness()));
    ArrayNode channels = sheet.putArray("channels");
    measured.channels().forEach(channel -> describe(channels.addObject(), channel));
    sheet.putObject("network").put("from", "definition").put("file", NETWORK);
    return sheet.put("synthetic", SYNTHETIC);
  }

  private static void describe(ObjectNode sheet, Channel channel) {
    sheet
        .put("name", channel.name())
        .put("source", source(channel))
        .put("unit", channel.unit())
        .put("minimum", BigDecimal.valueOf(channel.minimum()))
        .put("maximum", BigDecimal.valueOf(channel.maximum()))
        .put("forecast", channel.forecast())
        .put("aggregation", word(channel.aggregation()));
    sheet.putArray("missing").add("empty");
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
