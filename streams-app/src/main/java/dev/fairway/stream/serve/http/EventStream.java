package dev.fairway.stream.serve.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairway.stream.serve.http.LiveActivity.Part;
import dev.fairway.stream.serve.view.Models;
import dev.fairway.stream.serve.view.Networks;
import dev.fairway.stream.serve.view.Refused;
import dev.fairway.stream.serve.view.Scores;
import dev.fairway.stream.serve.view.Sites;
import dev.fairway.stream.serve.view.UnknownNameException;
import io.javalin.http.sse.SseClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes what has changed to the listening browsers. Changes are not passed on one by one: at each
 * {@link #tick} every part that changed since the last one is read once per network and sent to all
 * that listen to it, so that the cost does not depend on how fast records come. A client that has
 * not taken its last events yet is left out until it has, and then gets the state as it is.
 */
final class EventStream {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  /** One event. */
  record Event(String name, String data) {}

  /** What the page's clock shows. */
  record Clock(String network, Instant eventTime, Double speed, Health health) {}

  private static final class Listener {
    final SseClient client;
    final String network;
    final Map<Part, Long> sent = new EnumMap<>(Part.class);
    final AtomicBoolean busy = new AtomicBoolean();

    Listener(SseClient client, String network) {
      this.client = client;
      this.network = network;
    }
  }

  private final Backend backend;
  private final LiveActivity activity;
  private final InstantSource clock;
  private final ExecutorService senders;
  private final Sites sites;
  private final Scores scores;
  private final Models models;
  private final Refused refused;
  private final Networks networks;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final Map<String, FeedSpeed> speeds = new HashMap<>();

  EventStream(
      Backend backend, LiveActivity activity, InstantSource clock, ExecutorService senders) {
    this.backend = backend;
    this.activity = activity;
    this.clock = clock;
    this.senders = senders;
    this.sites = new Sites(backend);
    this.scores = new Scores(backend);
    this.models = new Models(backend);
    this.refused = new Refused(backend);
    this.networks = new Networks(backend);
  }

  int listeners() {
    return listeners.size();
  }

  void listen(SseClient client, String network) {
    Listener listener = new Listener(client, network);
    client.onClose(() -> listeners.remove(listener));
    client.keepAlive();
    listeners.add(listener);
  }

  /** Called about once a second, by one thread. */
  void tick() {
    Map<String, Map<Part, Event>> read = new HashMap<>();
    listeners.removeIf(listener -> listener.client.terminated());
    for (Listener listener : listeners) {
      if (listener.busy.compareAndSet(false, true)) {
        List<Event> due = due(listener, read);
        senders.execute(() -> send(listener, due));
      }
    }
  }

  private List<Event> due(Listener listener, Map<String, Map<Part, Event>> read) {
    List<Event> due = new ArrayList<>();
    due.add(clockEvent(listener.network));
    for (Part part : Part.values()) {
      long version = activity.version(listener.network, part);
      // The first round sends everything: a restarted app has state but has seen no change.
      if (listener.sent.getOrDefault(part, -1L) == version) {
        continue;
      }
      try {
        due.add(
            read.computeIfAbsent(listener.network, n -> new EnumMap<>(Part.class))
                .computeIfAbsent(part, p -> event(listener.network, p)));
        listener.sent.put(part, version);
      } catch (UnknownNameException | InvalidStateStoreException e) {
        LOG.debug("{} of {} cannot be read now", part, listener.network, e);
      }
    }
    return due;
  }

  private Event event(String network, Part part) {
    return switch (part) {
      case STATE -> event("snapshot", sites.snapshot(network));
      case SCORES -> event("scores", scores.of(network));
      case MODELS -> event("models", models.of(network));
      case DEAD_LETTERS -> event("dead-letters", refused.all());
      case NETWORK -> event("networks", networks.list());
    };
  }

  private Event clockEvent(String network) {
    Instant eventTime = activity.newestEnd(network).orElse(null);
    Double speed = null;
    if (eventTime != null) {
      FeedSpeed feed = speeds.computeIfAbsent(network, n -> new FeedSpeed());
      feed.sample(clock.instant(), eventTime);
      speed = feed.ratio().orElse(null);
    }
    return event("clock", new Clock(network, eventTime, speed, backend.health()));
  }

  private static Event event(String name, Object data) {
    try {
      return new Event(name, Json.MAPPER.writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A view always has a JSON form", e);
    }
  }

  private static void send(Listener listener, List<Event> events) {
    try {
      for (Event event : events) {
        listener.client.sendEvent(event.name(), event.data());
      }
    } finally {
      listener.busy.set(false);
    }
  }

  void close() {
    listeners.forEach(listener -> listener.client.close());
  }
}
