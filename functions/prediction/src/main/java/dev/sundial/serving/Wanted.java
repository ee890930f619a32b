package dev.sundial.serving;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.ArtefactRef;

/**
 * What a pointer says should serve. Two that are equal name the same bytes: they are told by their
 * SHA-256.
 */
public record Wanted(ModelName model, VersionId version, ArtefactRef scorer) {}
