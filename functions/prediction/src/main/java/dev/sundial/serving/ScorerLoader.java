package dev.sundial.serving;

import dev.sundial.scoring.MalformedArtefactException;
import dev.sundial.scoring.ScorerFormat;
import dev.sundial.serving.ModelSource.Patience;
import java.util.Set;

/** Makes a version of what a pointer names: its format is allowed, then verified, then parsed. */
final class ScorerLoader {
  private static final Set<String> FORMATS = Set.of(ScorerFormat.NAME);

  private final ModelSource source;

  ScorerLoader(ModelSource source) {
    this.source = source;
  }

  ServedVersion load(Wanted wanted, Patience patience)
      throws UnavailableException, BadArtefactException {
    if (!FORMATS.contains(wanted.scorer().format())) {
      throw new BadArtefactException("the format " + wanted.scorer().format() + " is not allowed");
    }
    if (wanted.scorer().bytes() > ScorerFormat.MAX_BYTES) {
      throw new BadArtefactException(
          "a scorer may have at most "
              + ScorerFormat.MAX_BYTES
              + " bytes, has "
              + wanted.scorer().bytes());
    }
    byte[] verified = source.scorer(wanted, patience);
    try {
      return new ServedVersion(
          wanted.model(), wanted.version().value(), ScorerFormat.read(verified));
    } catch (MalformedArtefactException e) {
      throw new BadArtefactException(String.valueOf(e.getMessage()), e);
    }
  }
}
