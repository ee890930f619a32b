package dev.sundial.registry;

import java.util.Locale;

/** What an artefact is for. */
public enum ArtefactRole {
  /** The trained model as its library wrote it. */
  MODEL,
  /** The compact form that prediction reads. */
  SCORER,
  /** The whole evaluation. */
  EVALUATION,
  /** The list of the others. */
  MANIFEST;

  /** As it is written in manifests and rows. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ArtefactRole parse(String id) {
    for (ArtefactRole role : values()) {
      if (role.id().equals(id)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "role must be one of model, scorer, evaluation, manifest, was \"" + id + "\"");
  }
}
