package dev.fairway.stream.serve.http;

import java.time.Instant;

/**
 * Whether the app does its work.
 *
 * @param status "up" or "down"
 * @param streams state of Kafka Streams
 * @param reason why it is down; empty if it is up
 * @param lastRecord when the app last read a record; null before the first
 * @param lag records that wait to be read; null until it is known
 */
public record Health(String status, String streams, String reason, Instant lastRecord, Long lag) {}
