package dev.fairway.ingest.dataset;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.ingest.ais.KitimatSource;
import dev.fairway.ingest.ais.MarineCadastreSource;
import dev.fairway.ingest.ais.NmeaSource;
import dev.fairway.ingest.detector.AarhusSource;
import dev.fairway.ingest.detector.MatrixSource;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.format.DataFolder;
import dev.fairway.series.format.DataSetNetworkReader;
import dev.fairway.series.format.FactSheetException;
import dev.fairway.series.format.FactSheetReader;
import dev.fairway.series.format.NetworkSheet;
import dev.fairway.series.format.SyntheticSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data set, ready to be fed: its network, and its readings as a source.
 *
 * <pre>
 *   DataSet set = DataSet.open(folder, Optional.empty(), work);
 *   FeedSettings.of(set.measured(), set.stream(), set.fingerprint());   // and set::source
 * </pre>
 */
public final class DataSet {

  private static final RecordCodec<NetworkDefinition> NETWORKS =
      new RecordCodec<>(NetworkDefinition.getDefaultInstance());

  private final DataFolder data;
  private final List<Path> files;
  private final MeasuredNetwork measured;
  private final SyntheticSpans synthetic;
  private final String fingerprint;

  private DataSet(
      DataFolder data,
      List<Path> files,
      MeasuredNetwork measured,
      SyntheticSpans synthetic,
      String fingerprint) {
    this.data = data;
    this.files = files;
    this.measured = measured;
    this.synthetic = synthetic;
    this.fingerprint = fingerprint;
  }

  /**
   * @param path the data set's folder, or a fact sheet in it
   * @param facts a fact sheet to use instead of the folder's own; its files are those of the folder
   * @param work directory for what is derived from the data: a network of vessel tracks is made
   *     once, on first opening
   * @throws FactSheetException if the fact sheet is wrong; says all that is wrong with it
   * @throws IOException if something is missing or cannot be read; names it
   */
  public static DataSet open(Path path, Optional<Path> facts, Path work)
      throws FactSheetException, IOException {
    DataFolder data =
        facts.isPresent()
            ? new DataFolder(path.toAbsolutePath().normalize(), FactSheetReader.read(facts.get()))
            : DataFolder.open(path);
    List<Path> files = data.files();
    MeasuredNetwork measured = data.sheet().measured(network(data, files, work));
    SyntheticSpans synthetic = SyntheticSpans.of(data);
    return new DataSet(
        data, files, measured, synthetic, Fingerprint.of(data.sheet(), measured, synthetic, files));
  }

  public MeasuredNetwork measured() {
    return measured;
  }

  /** Where its readings go. */
  public Topic stream() {
    return switch (data.sheet().source().format()) {
      case MARINECADASTRE_CSV, AIS_BC_CSV, NMEA -> Topic.POSITIONS;
      case AARHUS_CSV, WIDE_CSV, NPZ, HDF5 -> Topic.OBSERVATIONS;
    };
  }

  /** Changes with the files (names and sizes), the network and how it is measured. */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Its readings, from the first on; each time the same. Nothing that a model made is among them.
   */
  public Source source() throws IOException {
    return new MeasuredOnly(everything(), synthetic);
  }

  private Source everything() throws IOException {
    return data.sheet().source().format().isMatrix()
        ? MatrixSource.open(data, measured.network())
        : events(data, files);
  }

  /**
   * All of its readings, aggregated as the stream does: what is trained and scored on; and apart
   * from them the windows that a model made.
   *
   * @throws IllegalStateException if there is none
   */
  public AggregatedSeries series() throws IOException {
    try (Source source = everything()) {
      return new SeriesAggregation(measured, synthetic).read(source);
    }
  }

  /**
   * The time of the first reading or position.
   *
   * @throws IOException if there is none
   */
  public Instant firstTime() throws IOException {
    try (Source source = source()) {
      for (Optional<SourceEvent> event = source.next(); event.isPresent(); event = source.next()) {
        if (!(event.get() instanceof SourceEvent.Refused)) {
          return event.get().time().orElseThrow();
        }
      }
    }
    throw new IOException("Data set " + data.sheet().id() + " has no reading that can be used");
  }

  /** What can be told without a network: a network of vessel tracks is made of it. */
  private static Source events(DataFolder data, List<Path> files) throws IOException {
    String id = data.sheet().id();
    return switch (data.sheet().source().format()) {
      case AARHUS_CSV -> AarhusSource.open(data.sheet(), files);
      case MARINECADASTRE_CSV -> inTurn(files, file -> new MarineCadastreSource(id, file));
      case AIS_BC_CSV -> inTurn(files, file -> new KitimatSource(id, file));
      case NMEA -> inTurn(files, file -> NmeaSource.open(id, file, Optional.empty()));
      case WIDE_CSV, NPZ, HDF5 ->
          throw new IOException(
              "Data set "
                  + id
                  + ": network.from: vessel-tracks needs positions, and source.format: "
                  + data.sheet().source().format()
                  + " has none");
    };
  }

  @FunctionalInterface
  private interface FileOpener {
    Source open(Path file) throws IOException;
  }

  private static Source inTurn(List<Path> files, FileOpener opener) {
    List<SequentialSource.Part> parts = new ArrayList<>();
    files.forEach(file -> parts.add(() -> opener.open(file)));
    return new SequentialSource(parts);
  }

  private static TrafficNetwork network(DataFolder data, List<Path> files, Path work)
      throws IOException {
    if (data.sheet().network() instanceof NetworkSheet.VesselTracks tracks) {
      return new VesselTrackNetworks(work).network(data, tracks, files, () -> events(data, files));
    } else if (data.sheet().network() instanceof NetworkSheet.Definition definition) {
      return defined(data.resolve(definition.file()));
    }
    return DataSetNetworkReader.read(data);
  }

  private static TrafficNetwork defined(Path file) throws IOException {
    try {
      return NetworkDefinitions.fromDefinition(
              NETWORKS.decode(Files.readAllBytes(file), ContentType.JSON))
          .network();
    } catch (MalformedRecordException e) {
      throw new IOException(file + ": is no network's record: " + e.getMessage(), e);
    }
  }
}
