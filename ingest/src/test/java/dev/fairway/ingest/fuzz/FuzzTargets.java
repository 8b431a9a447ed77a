package dev.fairway.ingest.fuzz;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.Observation;
import dev.fairway.contract.v1.Position;
import dev.fairway.fuzz.FuzzTarget;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.ingest.ais.KitimatSource;
import dev.fairway.ingest.ais.MarineCadastreSource;
import dev.fairway.ingest.ais.NmeaSource;
import dev.fairway.ingest.detector.AarhusSource;
import dev.fairway.network.DenseMatrixReader;
import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.format.DataFolder;
import dev.fairway.series.format.FactSheet;
import dev.fairway.series.format.FactSheetException;
import dev.fairway.series.format.FactSheetReader;
import dev.fairway.series.format.SeriesReader;
import dev.fairway.table.TableException;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jetbrains.bio.npy.NpzFile;

/** Every parser that faces input from outside. */
final class FuzzTargets {

  private static final String NMEA =
      """
      \\\\c:1577836805*5B\\\\!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D
      !AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C,r003669959,1085889680
      $PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,62*26
      !AIVDM,2,1,3,B,55P5TL01VIaAL@7WKO@mBplU@<PDhh000000001S;AJ::4A80?4i@E53,0*3E
      !AIVDM,2,2,3,B,1@0000000000000,2*55
      """;
  private static final String MARINE_CADASTRE =
      """
      MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status
      367123450,2020-01-01T00:00:00,29.95,-90.06,6.2,211.5,212.0,"TUG, ONE",,WDE1234,31,0
      367123451,2020-01-01T00:00:05,29.96,-90.07,,,,,,,,
      """;
  private static final String KITIMAT =
      """
      Local.Time,ID,Type,SOG,COG,Latitude,Longitude
      2018-07-01 8:05,12,Tug,7.5,180,53.9,-128.7
      2018-11-04 1:30,13,Cargo ship:DG,0,0,53.8,-128.6
      """;
  private static final String AARHUS =
      """
      status,avgMeasuredTime,avgSpeed,extID,medianMeasuredTime,TIMESTAMP,vehicleCount,_id,REPORT_ID
      OK,74,54,668,74,2014-08-01T07:50:00,5,1,158324
      OK,74,50,668,74,2014-08-01T07:55:00,0,2,158324
      """;
  private static final String CSV = "time,b,a\n2014-08-01 00:00:00,20,10\n2014-08-01T00:05:00,,0\n";
  private static final String MATRIX = "0,120.5,1e3\n120.5,0,\"7\"\n1000,7,0\n";

  private static final MeasuredNetwork NETWORK =
      new MeasuredNetwork(
          new TrafficNetwork(
              "town",
              NetworkKind.ROAD,
              List.of(new Site("a", "a", 56, 10), new Site("b", "b", 56, 10.1)),
              List.of(new Link("a", "b", 120))),
          "Town",
          List.of(new Channel(Channel.SPEED, "m/s", 0, 70, true, Aggregation.MEAN)),
          Duration.ofMinutes(5),
          ZoneOffset.UTC,
          Duration.ofMinutes(5),
          "");

  private final Path folder;

  /**
   * @param folder to put inputs in that are read from files
   */
  FuzzTargets(Path folder) {
    this.folder = folder;
  }

  List<FuzzTarget> all() throws Exception {
    FactSheet aarhus =
        FactSheetReader.parse("aarhus", sheet("aarhus-csv", "x.csv", AARHUS_CHANNELS));
    return List.of(
        records("observation as JSON", observation(), ContentType.JSON),
        records("observation as protobuf", observation(), ContentType.PROTOBUF),
        records("position as JSON", position(), ContentType.JSON),
        records("position as protobuf", position(), ContentType.PROTOBUF),
        definitions(ContentType.JSON),
        definitions(ContentType.PROTOBUF),
        source("NMEA", "x.nmea", NMEA, f -> NmeaSource.open("n", f, Optional.of(Instant.EPOCH))),
        source(
            "MarineCadastre CSV", "x.csv", MARINE_CADASTRE, f -> new MarineCadastreSource("n", f)),
        source("Kitimat CSV", "x.csv", KITIMAT, f -> new KitimatSource("n", f)),
        source("Aarhus CSV", "x.csv", AARHUS, f -> AarhusSource.open(aarhus, List.of(f))),
        packed(f -> NmeaSource.open("n", f, Optional.of(Instant.EPOCH))),
        new FuzzTarget(
            "fact sheet",
            List.of(text(sheet("wide-csv", "x.csv", SPEED)), text(sheet("npz", "x.npz", SPEED))),
            List.of(FactSheetException.class),
            input -> FactSheetReader.parse("sheet", new String(input, StandardCharsets.UTF_8))),
        new FuzzTarget(
            "distance matrix",
            List.of(text(MATRIX)),
            List.of(TableException.class),
            input -> DenseMatrixReader.read(file("matrix.csv", input))),
        series("wide CSV", "wide-csv", "x.csv", text(CSV)),
        series("NPZ", "npz", "x.npz", npz()),
        series("HDF5", "hdf5", "x.h5", hdf5()));
  }

  /** What was read may be written again, in a dead letter if nowhere else. */
  private static <T extends com.google.protobuf.Message> FuzzTarget records(
      String name, T good, ContentType type) {
    RecordCodec<T> codec = new RecordCodec<>(good);
    return new FuzzTarget(
        name,
        List.of(codec.encode(good, type)),
        List.of(MalformedRecordException.class),
        input -> codec.encode(codec.decode(input, type), type));
  }

  private static FuzzTarget definitions(ContentType type) {
    RecordCodec<NetworkDefinition> codec =
        new RecordCodec<>(NetworkDefinition.getDefaultInstance());
    NetworkDefinition good = NetworkDefinitions.toDefinition(NETWORK);
    return new FuzzTarget(
        "network as " + type,
        List.of(codec.encode(good, type)),
        List.of(MalformedRecordException.class),
        input -> NetworkDefinitions.fromDefinition(codec.decode(input, type)));
  }

  private interface Opener {
    Source open(Path file) throws IOException;
  }

  /** What a source gives must be fit for a topic: it is encoded, too. */
  private FuzzTarget source(String name, String file, String good, Opener opener) {
    return new FuzzTarget(
        name,
        List.of(text(good)),
        List.of(IOException.class),
        input -> drain(opener.open(file(file, input))));
  }

  private FuzzTarget packed(Opener opener) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text(NMEA));
    }
    return new FuzzTarget(
        "NMEA as gzip",
        List.of(bytes.toByteArray()),
        List.of(IOException.class),
        input -> drain(opener.open(file("x.nmea.gz", input))));
  }

  private static void drain(Source opened) throws IOException {
    RecordCodec<Observation> observations = new RecordCodec<>(Observation.getDefaultInstance());
    RecordCodec<Position> positions = new RecordCodec<>(Position.getDefaultInstance());
    try (Source source = opened) {
      for (Optional<SourceEvent> event = source.next(); event.isPresent(); event = source.next()) {
        if (event.get() instanceof SourceEvent.Observed observed) {
          observations.encode(observed.observation(), ContentType.JSON);
        } else if (event.get() instanceof SourceEvent.Sighted sighted) {
          positions.encode(sighted.position(), ContentType.JSON);
        }
      }
    }
  }

  private FuzzTarget series(String name, String format, String file, byte[] good)
      throws FactSheetException {
    String sheet = sheet(format, file, SPEED);
    FactSheet facts = FactSheetReader.parse("sheet", sheet);
    return new FuzzTarget(
        name,
        List.of(good),
        List.of(IOException.class, IllegalArgumentException.class),
        input -> {
          file(file, input);
          SeriesReader.read(new DataFolder(folder, facts), NETWORK.network());
        });
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private byte[] npz() throws IOException {
    Path file = folder.resolve("good.npz");
    try (NpzFile.Writer writer = NpzFile.write(file, false)) {
      writer.write(
          "data", new double[] {30, 10, 50, 20}, new int[] {2, 2}, ByteOrder.LITTLE_ENDIAN);
    }
    return Files.readAllBytes(file);
  }

  private byte[] hdf5() throws IOException {
    Path file = folder.resolve("good.h5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      WritableGroup frame = hdf.putGroup("df");
      frame.putDataset("block0_values", new double[][] {{60, 0}, {50, 40}});
      frame.putDataset("axis0", new String[] {"b", "a"});
      frame.putDataset(
          "axis1", new long[] {1_330_560_000_000_000_000L, 1_330_560_300_000_000_000L});
    }
    return Files.readAllBytes(file);
  }

  private static Observation observation() {
    return Observation.newBuilder()
        .setNetwork("aarhus")
        .setSite("158324")
        .setTime(Times.toTimestamp(Instant.parse("2014-08-01T07:50:00Z")))
        .putValues("flow", 60)
        .putValues("speed", 15.25)
        .setSource("trafficData158324.csv")
        .setLine(2)
        .build();
  }

  private static Position position() {
    return Position.newBuilder()
        .setNetwork("harbour")
        .setVessel("367123450")
        .setTime(Times.toTimestamp(Instant.parse("2020-01-01T00:00:00.5Z")))
        .setLatitude(29.95)
        .setLongitude(-90.06)
        .setSpeed(3.2)
        .setVesselType(31)
        .build();
  }

  private static final String SPEED =
      """
        - { name: speed, unit: km/h, minimum: 0, maximum: 200, forecast: true, aggregation: mean }
      """;

  private static final String AARHUS_CHANNELS =
      """
        - { name: flow, source: vehicleCount, unit: veh/5min, minimum: 0, maximum: 500,
            forecast: true, aggregation: rate }
        - { name: speed, source: avgSpeed, unit: km/h, minimum: 0, maximum: 200,
            forecast: true, aggregation: mean, requires: flow }
      """;

  private static String sheet(String format, String file, String channels) {
    String source =
        "source: { format: %s, files: [%s]%s }"
            .formatted(
                format, file, format.equals("wide-csv") ? ", header: true, timeColumn: 0" : "");
    return """
        id: town
        name: Town
        kind: road
        %s
        time: { %sinterval: 5 min, stamps: UTC, calendar: Europe/Copenhagen, lateness: 5 min }
        channels:
        %snetwork: { from: vessel-tracks, cellDegrees: 1, minimumPositions: 1, maximumCells: 1 }
        """
        .formatted(source, format.equals("npz") ? "start: 2016-07-01T00:00, " : "", channels);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
