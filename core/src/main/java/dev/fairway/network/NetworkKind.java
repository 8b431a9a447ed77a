package dev.fairway.network;

/** What moves on a network: vehicles past detectors or vessels through waterway cells. */
public enum NetworkKind {
  ROAD,
  WATERWAY
}
