package dev.fairway.series.format;

import java.util.Optional;

/**
 * A CSV file that says where sites are: a row for each, in node order.
 *
 * @param header whether it starts with a line of column names
 * @param id the column of site ids: its name where there is a header, else its index from 0
 * @param latitude likewise, degrees north
 * @param longitude likewise, degrees east
 * @param name likewise, for people; empty: the id
 */
public record PositionsSheet(
    String file,
    boolean header,
    String id,
    String latitude,
    String longitude,
    Optional<String> name) {}
