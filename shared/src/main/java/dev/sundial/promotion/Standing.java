package dev.sundial.promotion;

import dev.sundial.lifecycle.VersionId;
import java.util.Optional;

/**
 * Where a model stands when a candidate arrives.
 *
 * @param latest the newest version committed; empty before the first
 * @param champion the version that serves; empty when none does
 * @param pinned whether a person chose the champion by hand
 */
public record Standing(Optional<VersionId> latest, Optional<VersionId> champion, boolean pinned) {}
