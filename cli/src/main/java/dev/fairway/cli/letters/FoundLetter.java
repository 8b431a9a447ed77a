package dev.fairway.cli.letters;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import java.time.Instant;
import java.util.Optional;

/**
 * A dead letter and its place on its topic.
 *
 * @param refusedAt when it was written
 */
public record FoundLetter(int partition, long offset, Instant refusedAt, DeadLetter letter) {

  /** Its place in short; no two letters of a topic share it. */
  public String place() {
    return partition + "@" + offset;
  }

  /**
   * Where its record can be written to again: the topic it came from. Empty if there is no record
   * (the input never became one, or only a value was refused), or only its beginning was kept.
   */
  public Optional<Topic> origin() {
    if (letter.getRawLength() > letter.getRaw().size()) {
      return Optional.empty();
    }
    for (Topic topic : new Topic[] {Topic.OBSERVATIONS, Topic.POSITIONS}) {
      if (letter.getRecordTopic().equals(topic.topicName())) {
        return Optional.of(topic);
      }
    }
    return Optional.empty();
  }
}
