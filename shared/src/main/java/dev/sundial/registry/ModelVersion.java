package dev.sundial.registry;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.time.Instant;
import java.util.Map;

/**
 * A registered version. It never changes.
 *
 * @param model the model
 * @param id the version
 * @param run the run that made it
 * @param manifest its manifest
 * @param scorer what prediction reads
 * @param metrics the headline metrics
 * @param sequence the ledger entry that registered it
 * @param committedAt when it was registered
 */
public record ModelVersion(
    ModelName model,
    VersionId id,
    RunId run,
    ArtefactRef manifest,
    ArtefactRef scorer,
    Map<String, Double> metrics,
    long sequence,
    Instant committedAt) {
  public ModelVersion {
    metrics = Metrics.checked(metrics);
  }
}
