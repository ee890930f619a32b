package dev.sundial.registry;

import java.util.Map;

/**
 * What a run offers for registration; its objects are in the bucket already.
 *
 * @param manifest the manifest
 * @param scorer what prediction will read
 * @param metrics the headline metrics, at most {@value #MAX_METRICS}: they travel in rows and
 *     events; the whole evaluation belongs into the manifest or an artefact
 */
public record Candidate(ArtefactRef manifest, ArtefactRef scorer, Map<String, Double> metrics) {
  /** Most headline metrics. */
  public static final int MAX_METRICS = 64;

  public Candidate {
    if (manifest.role() != ArtefactRole.MANIFEST || scorer.role() != ArtefactRole.SCORER) {
      throw new IllegalArgumentException(
          "a candidate is a manifest and a scorer, was " + manifest.role() + ", " + scorer.role());
    }
    if (metrics.size() > MAX_METRICS) {
      throw new IllegalArgumentException(
          "metrics must be at most " + MAX_METRICS + ", were " + metrics.size());
    }
    metrics = Metrics.checked(metrics);
  }
}
