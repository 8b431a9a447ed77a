package dev.fairway.ingest.ais;

/**
 * What became of the lines of a CSV file; {@code lines} is the sum of the others.
 *
 * @param headers 1 once the file is open
 * @param positions gave a position
 * @param refused became a dead letter
 * @param blank had nothing in them
 */
public record CsvTally(long lines, long headers, long positions, long refused, long blank) {}
