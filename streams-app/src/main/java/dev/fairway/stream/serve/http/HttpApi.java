package dev.fairway.stream.serve.http;

import dev.fairway.stream.serve.view.Models;
import dev.fairway.stream.serve.view.Networks;
import dev.fairway.stream.serve.view.Refused;
import dev.fairway.stream.serve.view.Scores;
import dev.fairway.stream.serve.view.Sites;
import dev.fairway.stream.serve.view.UnknownNameException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import io.javalin.json.JavalinJackson;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server. It only reads, has no users and no secrets, and binds to the loopback address
 * unless told otherwise.
 */
public final class HttpApi implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

  /** Everything comes from here: no script, style, font or picture of anybody else. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String API = "/api/v1";
  private static final int LISTENERS = 64;

  private final Backend backend;
  private final PrometheusMeterRegistry metrics;
  private final ExecutorService senders = Executors.newCachedThreadPool(named("fairway-sse"));
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(named("fairway-tick"));
  private final EventStream events;
  private final Javalin server;

  /**
   * Starts to answer.
   *
   * @param port 0: any free one
   */
  public HttpApi(
      Backend backend,
      LiveActivity activity,
      PrometheusMeterRegistry metrics,
      InstantSource clock,
      String host,
      int port) {
    this.backend = backend;
    this.metrics = metrics;
    this.events = new EventStream(backend, activity, clock, senders);
    this.server = Javalin.create(HttpApi::configure);
    errors();
    answers();
    WebFiles.serve(server);
    server.start(host, port);
    // Ends with the executor; tick() deals with its own errors.
    ScheduledFuture<?> unused =
        ticker.scheduleWithFixedDelay(this::tick, 250, 1000, TimeUnit.MILLISECONDS);
  }

  public int port() {
    return server.port();
  }

  private static void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.useVirtualThreads = false;
    config.jsonMapper(new JavalinJackson(Json.MAPPER, false));
  }

  private void errors() {
    server.before(
        context -> {
          context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
          context.header("X-Content-Type-Options", "nosniff");
          context.header("Referrer-Policy", "no-referrer");
        });
    server.exception(
        UnknownNameException.class,
        (e, context) -> Problem.answer(context, HttpStatus.NOT_FOUND, e.getMessage()));
    server.exception(
        InvalidStateStoreException.class,
        (e, context) ->
            Problem.answer(
                context,
                HttpStatus.SERVICE_UNAVAILABLE,
                "The state is being restored; Kafka Streams is " + backend.health().streams()));
    server.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("{} {} failed", context.method(), context.path(), e);
          Problem.answer(
              context,
              HttpStatus.INTERNAL_SERVER_ERROR,
              "An error of the server; its log says more");
        });
    server.error(
        HttpStatus.NOT_FOUND.getCode(),
        context -> {
          if (!"application/problem+json".equals(context.res().getContentType())) {
            Problem.answer(context, HttpStatus.NOT_FOUND, "There is nothing at " + context.path());
          }
        });
  }

  private void answers() {
    Networks networks = new Networks(backend);
    Sites sites = new Sites(backend);
    Scores scores = new Scores(backend);
    Models models = new Models(backend);
    Refused refused = new Refused(backend);
    String network = API + "/networks/{network}";
    server.get(API + "/networks", c -> c.json(networks.list()));
    server.get(network, c -> c.json(networks.geo(c.pathParam("network"))));
    server.get(network + "/snapshot", c -> c.json(sites.snapshot(c.pathParam("network"))));
    server.get(network + "/scores", c -> c.json(scores.of(c.pathParam("network"))));
    server.get(
        network + "/sites/<site>",
        c -> c.json(sites.site(c.pathParam("network"), c.pathParam("site"))));
    server.get(
        network + "/models",
        c -> {
          networks.require(c.pathParam("network"));
          c.json(models.of(c.pathParam("network")));
        });
    server.get(
        network + "/dead-letters",
        c -> {
          networks.require(c.pathParam("network"));
          c.json(refused.of(c.pathParam("network")));
        });
    server.get(API + "/models", c -> c.json(models.all()));
    server.get(API + "/dead-letters", c -> c.json(refused.all()));
    server.get(
        "/metrics",
        c -> c.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape()));
    server.get("/health", this::health);
    server.before(
        API + "/stream",
        c -> {
          if (events.listeners() >= LISTENERS) {
            Problem.answer(
                c, HttpStatus.SERVICE_UNAVAILABLE, LISTENERS + " clients listen already");
            c.skipRemainingHandlers();
          } else if (c.queryParam("network") == null) {
            Problem.answer(c, HttpStatus.BAD_REQUEST, "The query lacks network=...");
            c.skipRemainingHandlers();
          } else {
            networks.require(c.queryParam("network"));
          }
        });
    server.sse(API + "/stream", this::listen);
  }

  private void listen(SseClient client) {
    events.listen(client, client.ctx().queryParam("network"));
  }

  private void health(Context context) {
    Health health = backend.health();
    if ("up".equals(health.status())) {
      context.json(health);
    } else {
      Problem.answer(context, HttpStatus.SERVICE_UNAVAILABLE, health.reason());
    }
  }

  /** An error in one round must not end the rounds. */
  private void tick() {
    try {
      events.tick();
    } catch (RuntimeException e) {
      LOG.error("Could not tell the listeners what has changed", e);
    }
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    events.close();
    server.stop();
    senders.shutdownNow();
  }
}
