package dev.fairway.stream.flink;

import com.google.protobuf.Message;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.RecordCodec;
import java.util.HashMap;
import java.util.Map;

/** A record on its way to a topic: key, whose it is, headers beyond those that all have, bytes. */
public final class Outgoing {

  public String key = "";
  public String network = "";
  public Map<String, String> headers = new HashMap<>();
  public byte[] value = {};

  static <T extends Message> Outgoing of(String key, String network, T message, ContentType type) {
    Outgoing outgoing = new Outgoing();
    outgoing.key = key;
    outgoing.network = network;
    outgoing.value = new RecordCodec<>(message).encode(message, type);
    return outgoing;
  }
}
