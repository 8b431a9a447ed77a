package dev.fairway.stream.serve.topology;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.NetworkDefinition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the networks' definitions. */
final class NetworkArrival implements Processor<byte[], byte[], byte[], byte[]> {

  private final Activity activity;
  private Inbound<NetworkDefinition> inbound;
  private KeyValueStore<String, NetworkDefinition> networks;

  NetworkArrival(Activity activity) {
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    inbound = new Inbound<>(Topic.NETWORKS, Checks::network, context);
    networks = Store.NETWORKS.in(context);
  }

  @Override
  public void process(Record<byte[], byte[]> found) {
    inbound
        .read(found)
        .ifPresent(
            definition -> {
              networks.put(definition.getNetwork(), definition);
              activity.network(definition);
            });
  }
}
