package dev.sundial.training;

import dev.sundial.dataset.Dataset;
import dev.sundial.evaluation.Evaluation;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.promotion.PromotionRule.Contest;
import dev.sundial.promotion.PromotionRule.Verdict;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.RegistryReader;
import dev.sundial.registry.UnreadableArtefactException;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.MalformedArtefactException;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.ScorerFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets a candidate and the version that serves answer the candidate's test part; the higher
 * accuracy or the lower RMSE decides.
 *
 * <p>A champion whose scorer is gone or damaged, or that reads or predicts a column that the data
 * no longer has, never can be scored: the verdict says so. One that S3 does not give out now, to
 * this role or to anybody, might be scored later: that throws, and the attempt is tried again.
 */
final class ChampionContest implements Contest {
  /** Most features that a verdict names. */
  private static final int NAMED = 5;

  private final RegistryReader reader;
  private final ArtefactStore store;
  private final ModelName model;
  private final TrainedVersion candidate;
  private final Map<VersionId, Verdict> verdicts = new HashMap<>();

  ChampionContest(
      RegistryReader reader, ArtefactStore store, ModelName model, TrainedVersion candidate) {
    this.reader = reader;
    this.store = store;
    this.model = model;
    this.candidate = candidate;
  }

  @Override
  public Verdict against(VersionId champion) {
    return verdicts.computeIfAbsent(champion, this::verdict);
  }

  private Verdict verdict(VersionId champion) {
    Optional<ModelVersion> version = reader.version(model, champion);
    if (version.isEmpty()) {
      return new Verdict.Unscored("version " + champion + " is not registered");
    }
    try {
      Scorer scorer =
          ScorerFormat.read(
              store.readUnlessRefused(version.get().scorer(), candidate.candidate().scorer()));
      return difference(scorer.schema())
          .<Verdict>map(Verdict.Unscored::new)
          .orElseGet(() -> scores(scorer));
    } catch (UnreadableArtefactException | MalformedArtefactException e) {
      return new Verdict.Unscored(String.valueOf(e.getMessage()));
    }
  }

  /** Why a scorer of such columns cannot answer the data's rows. */
  private Optional<String> difference(FeatureSchema champion) {
    Dataset data = candidate.data();
    if (champion.task() != data.schema().task()) {
      return Optional.of("it is of a " + champion.task().id());
    }
    if (!champion.target().equals(data.targetName())) {
      return Optional.of("it predicts \"" + champion.target() + "\"");
    }
    List<String> gone =
        champion.features().stream().filter(name -> !data.features().contains(name)).toList();
    return switch (gone.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of("feature \"" + gone.getFirst() + "\" is gone");
      default ->
          Optional.of(
              gone.size()
                  + " features are gone: "
                  + gone.stream()
                      .limit(NAMED)
                      .map(name -> '"' + name + '"')
                      .collect(Collectors.joining(", "))
                  + (gone.size() > NAMED ? ", …" : ""));
    };
  }

  private Verdict scores(Scorer scorer) {
    double merit = Evaluation.of(scorer, candidate.data(), candidate.parts().test()).merit();
    return Double.isFinite(merit)
        ? new Verdict.Scores(merit, candidate.test().merit())
        : new Verdict.Unscored("its score is " + merit);
  }
}
