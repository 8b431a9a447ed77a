/** Vessel positions as they come: NMEA 0183 sentences of AIS receivers, and decoded AIS as CSV. */
package dev.fairway.ingest.ais;
