package dev.fairway.network.waterway;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * Where a vessel was.
 *
 * @param vessel who it is
 * @param latitude degrees north, WGS84
 * @param longitude degrees east, WGS84
 * @param speed over ground, m/s; empty where it is not known
 */
public record VesselFix(
    String vessel, Instant time, double latitude, double longitude, OptionalDouble speed) {}
