package dev.fairway.series.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fairway.network.NetworkKind;
import dev.fairway.series.Aggregation;
import dev.fairway.series.format.FactSheetException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads fact sheets from YAML, and reports everything that is wrong with one at once. */
public final class FactSheetReader {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final long MAXIMUM_BYTES = 1 << 20;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final MissingValues ONLY_ABSENT = new MissingValues(false, false, Set.of());

  /**
   * @throws FactSheetException if it is no fact sheet; says all that is wrong with it
   */
  public static FactSheet read(Path sheet) throws FactSheetException, IOException {
    if (Files.size(sheet) > MAXIMUM_BYTES) {
      throw new FactSheetException(
          sheet.toString(),
          List.of(
              new Problem(
                  "", "", "has " + Files.size(sheet) + " bytes, and at most " + MAXIMUM_BYTES)));
    }
    return parse(sheet.toString(), Files.readString(sheet));
  }

  /**
   * @param sheet what error messages call it
   */
  public static FactSheet parse(String sheet, String yaml) throws FactSheetException {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new FactSheetException(
          sheet, List.of(new Problem("", "", e.getOriginalMessage() + where)));
    }
    List<Problem> problems = new ArrayList<>();
    Section top = new Section(root, "", problems);
    String id = top.required("id", ValueReader::text, "?");
    if (!id.equals("?") && !ID.matcher(id).matches()) {
      top.problem("id", "must be lower-case letters, digits, '.', '_' or '-', at most 64");
    }
    String name = top.required("name", ValueReader::text, "?");
    String attribution = top.optional("attribution", ValueReader::text).orElse("");
    NetworkKind kind =
        top.required("kind", ValueReader.choice(NetworkKind.class), NetworkKind.ROAD);
    SourceSheet source = source(top.requiredSection("source"));
    TimeSheet time = time(top.requiredSection("time"), source);
    List<ChannelSheet> channels = channels(top);
    NetworkSheet network = NetworkSheetReader.network(top.requiredSection("network"));
    Optional<String> synthetic = top.optional("synthetic", ValueReader::text);
    top.refuseOthers();
    if (!problems.isEmpty()) {
      throw new FactSheetException(sheet, problems);
    }
    return new FactSheet(id, name, attribution, kind, source, time, channels, network, synthetic);
  }

  private static SourceSheet source(Section section) {
    SourceFormat format =
        section.required("format", ValueReader.choice(SourceFormat.class), SourceFormat.WIDE_CSV);
    List<String> files = section.required("files", ValueReader::texts, List.of());
    boolean header = section.optional("header", ValueReader::flag).orElse(false);
    Optional<Integer> timeColumn = section.optional("timeColumn", ValueReader::index);
    Optional<String> key = section.optional("key", ValueReader::text);
    section.refuseOthers();
    if (format != SourceFormat.WIDE_CSV && timeColumn.isPresent()) {
      section.problem("timeColumn", "means something for " + SourceFormat.WIDE_CSV + " only");
    }
    return new SourceSheet(
        format, files, header, timeColumn.map(OptionalInt::of).orElse(OptionalInt.empty()), key);
  }

  private static TimeSheet time(Section section, SourceSheet source) {
    TimeSheet time =
        new TimeSheet(
            section.optional("start", ValueReader::localTime),
            section.required("interval", ValueReader::duration, Duration.ofMinutes(5)),
            section.required("stamps", ValueReader::zone, (ZoneId) ZoneOffset.UTC),
            section.required("calendar", ValueReader::zone, (ZoneId) ZoneOffset.UTC),
            section.optional("skipWeekends", ValueReader::flag).orElse(false),
            section.optional("lateness", ValueReader::duration).orElse(Duration.ZERO));
    section.refuseOthers();
    long seconds = time.interval().toSeconds();
    if (seconds == 0 || Duration.ofDays(1).toSeconds() % seconds != 0) {
      section.problem("interval", "must divide a day");
      return time;
    }
    boolean stamped =
        source.format() == SourceFormat.HDF5
            || !source.format().isMatrix()
            || source.timeColumn().isPresent();
    if (!stamped && time.start().isEmpty()) {
      section.problem("start", "is missing, and files without time stamps need it");
    }
    if (stamped && time.skipWeekends()) {
      section.problem("skipWeekends", "means something for files without time stamps only");
    }
    time.start()
        .filter(start -> start.toLocalTime().toSecondOfDay() % seconds != 0)
        .ifPresent(start -> section.problem("start", "must be a whole interval after midnight"));
    time.start()
        .filter(start -> time.skipWeekends() && start.getDayOfWeek().getValue() > 5)
        .ifPresent(start -> section.problem("start", "is on a weekend, and skipWeekends is true"));
    return time;
  }

  private static List<ChannelSheet> channels(Section top) {
    List<ChannelSheet> channels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<Section> sections = top.requiredSections("channels");
    for (Section section : sections) {
      ChannelSheet channel = channel(section);
      channels.add(channel);
      if (!names.add(channel.name())) {
        section.problem("name", "is the name of two channels");
      }
    }
    for (int i = 0; i < channels.size(); i++) {
      Optional<String> requires = channels.get(i).requires();
      if (requires.isPresent()
          && (!names.contains(requires.get()) || requires.get().equals(channels.get(i).name()))) {
        sections.get(i).problem("requires", "must be the name of another channel");
      }
    }
    if (!channels.isEmpty() && channels.stream().noneMatch(ChannelSheet::forecast)) {
      top.problem("channels", "at least one must have forecast: true");
    }
    return channels;
  }

  private static ChannelSheet channel(Section section) {
    ChannelSheet channel =
        new ChannelSheet(
            section.required("name", ValueReader::text, "?"),
            section.optional("source", ValueReader::text),
            section.required(
                "unit", value -> SourceUnit.of(value.asText()), SourceUnit.METRES_PER_SECOND),
            section.required("minimum", ValueReader::number, 0.0),
            section.required("maximum", ValueReader::number, Double.MAX_VALUE),
            section.required("forecast", ValueReader::flag, true),
            section.required(
                "aggregation", ValueReader.choice(Aggregation.class), Aggregation.MEAN),
            section.optional("missing", ValueReader::missing).orElse(ONLY_ABSENT),
            section.optional("requires", ValueReader::text));
    section.refuseOthers();
    if (channel.minimum() >= channel.maximum()) {
      section.problem("maximum", "must be above the minimum");
    }
    return channel;
  }

  private FactSheetReader() {}
}
