package dev.sundial.training;

import dev.sundial.evaluation.Evaluation;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.promotion.PromotionRule.Contest;
import dev.sundial.promotion.PromotionRule.Scores;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.RegistryReader;
import dev.sundial.registry.UnreadableArtefactException;
import dev.sundial.scoring.MalformedArtefactException;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.ScorerFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a candidate and the version that serves answer the candidate's test part; the higher
 * accuracy or the lower RMSE decides. A champion that cannot be read, needs a feature that the data
 * no longer has, or is of another task, cannot be scored.
 */
final class ChampionContest implements Contest {
  private final RegistryReader reader;
  private final ArtefactStore store;
  private final ModelName model;
  private final TrainedVersion candidate;
  private final Map<VersionId, Double> scored = new HashMap<>();

  ChampionContest(
      RegistryReader reader, ArtefactStore store, ModelName model, TrainedVersion candidate) {
    this.reader = reader;
    this.store = store;
    this.model = model;
    this.candidate = candidate;
  }

  @Override
  public Scores against(VersionId champion) {
    return new Scores(scored.computeIfAbsent(champion, this::merit), candidate.test().merit());
  }

  private double merit(VersionId champion) {
    Optional<ModelVersion> version = reader.version(model, champion);
    if (version.isEmpty()) {
      return Double.NaN;
    }
    try {
      Scorer scorer = ScorerFormat.read(store.read(version.get().scorer()));
      return Evaluation.of(scorer, candidate.data(), candidate.parts().test()).merit();
    } catch (UnreadableArtefactException
        | MalformedArtefactException
        | IllegalArgumentException e) {
      return Double.NaN;
    }
  }
}
