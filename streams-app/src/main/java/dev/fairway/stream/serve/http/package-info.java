/** HTTP: the JSON API, server-sent events, metrics, health, and the dashboard's files. */
package dev.fairway.stream.serve.http;
