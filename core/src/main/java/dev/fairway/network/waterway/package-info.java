/** Waterways as networks: cells where vessels move, and which cell a vessel is in. */
package dev.fairway.network.waterway;
