package dev.fairway.stream.serve.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A network's model in one role.
 *
 * @param serving hash of the model that serves; null before the first promotion
 * @param status of the newest event
 * @param progress of the training, 0..1
 * @param training of the present or last training run, oldest first
 */
public record ModelView(
    String network,
    String role,
    String serving,
    Map<String, Double> servingScores,
    Instant servingSince,
    String status,
    double progress,
    double loss,
    String message,
    Instant time,
    List<Point> training) {

  public record Point(double progress, double loss) {}
}
