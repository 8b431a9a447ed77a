package dev.fairway.ingest.dataset;

import dev.fairway.series.TrafficSeries;

/**
 * The series of a data set, and what went into it.
 *
 * @param taken readings and positions that it is made of
 * @param refused lines, readings and positions that could not be used
 * @param late readings and positions that came after their interval was closed
 */
public record AggregatedSeries(TrafficSeries series, long taken, long refused, long late) {}
