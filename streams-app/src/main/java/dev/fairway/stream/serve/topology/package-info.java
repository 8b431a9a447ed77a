/** The Kafka Streams topology: scores forecasts, keeps the state of the sites, counts refusals. */
package dev.fairway.stream.serve.topology;
