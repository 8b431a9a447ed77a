package dev.fairway.contract;

import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.series.MeasuredNetwork;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which networks there are: the networks topic, read to its end. */
public final class NetworkReader {

  private static final Logger LOG = LoggerFactory.getLogger(NetworkReader.class);
  private static final RecordCodec<NetworkDefinition> CODEC =
      new RecordCodec<>(NetworkDefinition.getDefaultInstance());

  /**
   * Every network by its id. A definition that contradicts itself is logged and left out.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if the broker does not answer
   */
  public static Map<String, MeasuredNetwork> read(String bootstrapServers) {
    Map<String, MeasuredNetwork> networks = new LinkedHashMap<>();
    CompactedTopic.read(bootstrapServers, Topic.NETWORKS, CODEC)
        .forEach(
            (id, definition) -> {
              try {
                networks.put(id, NetworkDefinitions.fromDefinition(definition));
              } catch (MalformedRecordException e) {
                LOG.warn("{}: left out, {}", Topic.NETWORKS.topicName(), e.getMessage());
              }
            });
    return networks;
  }

  private NetworkReader() {}
}
