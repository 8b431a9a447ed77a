package dev.fairway.ingest.dataset;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.NetworkDefinitions;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.network.waterway.VesselFix;
import dev.fairway.network.waterway.VesselTrackNetwork;
import dev.fairway.network.waterway.VesselTrackNetworkBuilder;
import dev.fairway.network.waterway.WaterwayChart;
import dev.fairway.network.waterway.WaterwayGridSpec;
import dev.fairway.series.format.DataFolder;
import dev.fairway.series.format.NetworkSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.locationtech.jts.geom.Envelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Networks made of a data set's vessel tracks. It takes a pass over all positions, so each is made
 * once and kept, as its record on the networks topic, in a file whose name tells what it was made
 * of: other data or settings make another file.
 */
final class VesselTrackNetworks {

  private static final Logger LOG = LoggerFactory.getLogger(VesselTrackNetworks.class);
  private static final RecordCodec<NetworkDefinition> CODEC =
      new RecordCodec<>(NetworkDefinition.getDefaultInstance());

  private final Path directory;

  VesselTrackNetworks(Path work) {
    this.directory = work.resolve("networks");
  }

  TrafficNetwork network(
      DataFolder data,
      NetworkSheet.VesselTracks tracks,
      List<Path> files,
      SequentialSource.Part positions)
      throws IOException {
    String id = data.sheet().id();
    WaterwayGridSpec spec = spec(tracks);
    List<Path> madeFrom = new ArrayList<>(files);
    tracks.waterways().stream().map(data::resolve).filter(Files::exists).forEach(madeFrom::add);
    String madeOf = Fingerprint.ofFiles(data.sheet().source() + " " + spec, madeFrom);
    Path kept = directory.resolve(id + "-" + madeOf + ".json");
    Optional<TrafficNetwork> found = read(kept);
    if (found.isPresent()) {
      return found.get();
    }
    VesselTrackNetwork made = make(data, tracks, spec, positions);
    LOG.info(
        "Network {} of vessel tracks: {} sites in {} parts, {} links seen, {} bridging, {} charted;"
            + " {} % of {} positions under way",
        id,
        made.network().size(),
        new ConnectivityInspector<>(made.network().graph()).connectedSets().size(),
        made.observedLinks(),
        made.bridgingLinks(),
        made.chartedLinks(),
        Math.round(100 * made.coverage()),
        made.moving());
    write(kept, data, made.network());
    return made.network();
  }

  private static WaterwayGridSpec spec(NetworkSheet.VesselTracks tracks) {
    return WaterwayGridSpec.DEFAULT
        .withCellDegrees(tracks.cellDegrees())
        .withMaximumCells(tracks.maximumCells())
        .withMinimumPositions(tracks.minimumPositions());
  }

  private static VesselTrackNetwork make(
      DataFolder data,
      NetworkSheet.VesselTracks tracks,
      WaterwayGridSpec spec,
      SequentialSource.Part positions)
      throws IOException {
    VesselTrackNetworkBuilder builder = new VesselTrackNetworkBuilder(spec);
    Envelope box = new Envelope();
    try (Source source = positions.open()) {
      for (Optional<SourceEvent> event = source.next(); event.isPresent(); event = source.next()) {
        if (event.get() instanceof SourceEvent.Sighted sighted) {
          VesselFix fix = fix(sighted.position());
          builder.add(fix);
          box.expandToInclude(fix.longitude(), fix.latitude());
        }
      }
    }
    try {
      return builder.build(data.sheet().id(), chart(data, tracks, box));
    } catch (IllegalArgumentException e) {
      throw new IOException("Data set " + data.folder() + ": " + e.getMessage(), e);
    }
  }

  private static VesselFix fix(Position position) {
    return new VesselFix(
        position.getVessel(),
        Times.toInstant(position.getTime()),
        position.getLatitude(),
        position.getLongitude(),
        position.hasSpeed() ? OptionalDouble.of(position.getSpeed()) : OptionalDouble.empty());
  }

  /** The chart only names cells and joins what lies apart: without it there is a network too. */
  private static WaterwayChart chart(
      DataFolder data, NetworkSheet.VesselTracks tracks, Envelope box) {
    if (tracks.waterways().isEmpty()) {
      return WaterwayChart.EMPTY;
    }
    for (String file : tracks.waterways()) {
      if (Files.notExists(data.resolve(file))) {
        LOG.warn(
            "Network {}: no chart of waterways, {} is not there; cells go by their numbers",
            data.sheet().id(),
            data.resolve(file));
        return WaterwayChart.EMPTY;
      }
    }
    try {
      return WaterwayChart.read(data.resolve(tracks.waterways().get(0)).getParent(), box);
    } catch (IOException e) {
      LOG.warn(
          "Network {}: the chart of waterways cannot be used, cells go by their numbers: {}",
          data.sheet().id(),
          e.getMessage());
      return WaterwayChart.EMPTY;
    }
  }

  /** What is no longer readable is made again. */
  private static Optional<TrafficNetwork> read(Path kept) throws IOException {
    if (Files.notExists(kept)) {
      return Optional.empty();
    }
    try {
      NetworkDefinition definition = CODEC.decode(Files.readAllBytes(kept), ContentType.JSON);
      return Optional.of(NetworkDefinitions.fromDefinition(definition).network());
    } catch (MalformedRecordException e) {
      LOG.warn("{} is made again: {}", kept, e.getMessage());
      return Optional.empty();
    }
  }

  private void write(Path kept, DataFolder data, TrafficNetwork network) throws IOException {
    Files.createDirectories(directory);
    Path draft = Files.createTempFile(directory, "draft", ".json");
    Files.write(
        draft,
        CODEC.encode(
            NetworkDefinitions.toDefinition(data.sheet().measured(network)), ContentType.JSON));
    Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
