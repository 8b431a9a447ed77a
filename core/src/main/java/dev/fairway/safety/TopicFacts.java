package dev.fairway.safety;

import java.time.Duration;
import java.util.Optional;

/**
 * A topic as the broker has it.
 *
 * @param replicas of each partition
 * @param minimumInSync replicas that must have a record before it is acknowledged
 * @param retention age at which records go; empty: they stay
 * @param isCompacted whether only the newest record of a key is kept
 * @param isDeleted whether old records go
 * @param isStampedOnArrival whether a record's age is counted from when it came
 */
public record TopicFacts(
    int partitions,
    int replicas,
    int minimumInSync,
    Optional<Duration> retention,
    boolean isCompacted,
    boolean isDeleted,
    boolean isStampedOnArrival) {}
