package dev.fairway.stream.serve.http;

import dev.fairway.stream.serve.view.StateStores;

/** What the HTTP server asks of the app behind it. */
public interface Backend extends StateStores {

  Health health();
}
