package dev.fairway.diffusion.augment;

import dev.fairway.diffusion.quality.SampleDistance;
import java.util.Map;

/**
 * How good drawn windows are. Its JSON form is its components.
 *
 * @param distances of the {@code synthetic} windows from real ones, and what it has to be seen
 *     between: see {@link Likeness}; nothing if there are too few windows without holes
 */
public record AugmentReport(
    StrataReport strata,
    DrawReport drawn,
    PhysicsReport physics,
    AuditReport audit,
    Map<String, SampleDistance> distances) {}
