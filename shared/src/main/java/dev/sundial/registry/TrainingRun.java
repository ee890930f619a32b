package dev.sundial.registry;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.time.Instant;

/**
 * One attempt at a run.
 *
 * @param model the model
 * @param id identity, the same for every attempt
 * @param runTime the scheduled time, or an ad-hoc run's first claim
 * @param version what it makes, the same for every attempt
 * @param attempt from 1
 */
public record TrainingRun(
    ModelName model, RunId id, Instant runTime, VersionId version, long attempt) {

  /**
   * Where an artefact of this attempt goes: {@code models/{model}/{version}/{token}/{file}}.
   *
   * @param lease the lease the attempt works under
   * @param file a file name such as {@code scorer.bin}: letters, digits, dots and hyphens
   */
  public String artefactKey(Lease lease, String file) {
    if (!file.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,99}")) {
      throw new IllegalArgumentException("file must be a plain file name, was \"" + file + "\"");
    }
    return "models/" + model + "/" + version + "/" + lease.token() + "/" + file;
  }
}
