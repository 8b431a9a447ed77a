/** Scores forecasts when the truth arrives, and shows it all: state, HTTP, events, dashboard. */
package dev.fairway.stream.serve;
