package dev.sundial.promotion;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.promotion.PromotionDecision.Held;
import dev.sundial.promotion.PromotionDecision.HoldReason;
import dev.sundial.promotion.PromotionDecision.Promoted;
import dev.sundial.promotion.PromotionDecision.Superseded;
import dev.sundial.spec.ModelSpec.Approval;
import dev.sundial.spec.ModelSpec.PromotionSpec;

/**
 * Decides about a candidate. It may be asked several times for one candidate, whenever the pointer
 * moved in between, and must answer from what it is given alone.
 */
@FunctionalInterface
public interface PromotionRule {

  PromotionDecision decide(Standing standing, VersionId candidate);

  /** Compares champion and candidate on the candidate's test part. */
  @FunctionalInterface
  interface Contest {
    /**
     * @throws RuntimeException when trying again may help, such as when storage is unavailable:
     *     then nothing is decided
     */
    Verdict against(VersionId champion);
  }

  /** The outcome of a contest. */
  sealed interface Verdict {
    /**
     * The same measure for both, higher is better.
     *
     * @param champion score of the version that serves; finite
     * @param candidate score of the candidate; finite
     */
    record Scores(double champion, double candidate) implements Verdict {
      public Scores {
        finite("champion", champion);
        finite("candidate", candidate);
      }

      private static void finite(String name, double score) {
        if (!Double.isFinite(score)) {
          throw new IllegalArgumentException(name + " must be finite, was " + score);
        }
      }
    }

    /**
     * The champion cannot be scored, and trying again would not help.
     *
     * @param because such as {@code feature "petal width (cm)" is gone}
     */
    record Unscored(String because) implements Verdict {}
  }

  /**
   * The rule a spec declares: a candidate older than the newest committed version is superseded
   * whatever else holds; a pin holds it; manual approval holds it; then {@code newest} promotes,
   * and {@code best} promotes unless the champion scores strictly better: a tie promotes, and so
   * does a champion that never can be scored, with that as the reason.
   *
   * @param contest asked by the policy {@code best} only, and only when a champion serves
   */
  static PromotionRule of(PromotionSpec spec, Contest contest) {
    return (standing, candidate) -> {
      if (standing.latest().filter(latest -> candidate.compareTo(latest) <= 0).isPresent()) {
        return new Superseded();
      }
      if (standing.pinned()) {
        return new Held(HoldReason.PINNED);
      }
      if (spec.approval() == Approval.MANUAL) {
        return new Held(HoldReason.APPROVAL);
      }
      return switch (spec.policy()) {
        case NEWEST -> new Promoted();
        case BEST ->
            standing
                .champion()
                .map(champion -> decide(contest.against(champion)))
                .orElseGet(Promoted::new);
      };
    };
  }

  private static PromotionDecision decide(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Scores(double champion, double candidate) ->
          champion > candidate ? new Held(HoldReason.WORSE) : new Promoted();
      case Verdict.Unscored(String because) ->
          new Promoted("the champion could not be scored: " + because);
    };
  }
}
