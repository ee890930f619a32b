package dev.sundial.promotion;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.promotion.PromotionDecision.Held;
import dev.sundial.promotion.PromotionDecision.HoldReason;
import dev.sundial.promotion.PromotionDecision.Promoted;
import dev.sundial.promotion.PromotionDecision.Superseded;
import dev.sundial.spec.ModelSpec.Approval;
import dev.sundial.spec.ModelSpec.Policy;
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
    Scores against(VersionId champion);
  }

  /**
   * The outcome of a contest: the same measure for both, higher is better.
   *
   * @param champion score of the version that serves; NaN when it cannot be scored
   * @param candidate score of the candidate
   */
  record Scores(double champion, double candidate) {
    public Scores {
      if (!Double.isFinite(candidate)) {
        throw new IllegalArgumentException("candidate must be finite, was " + candidate);
      }
    }
  }

  /**
   * The rule a spec declares: a candidate older than the newest committed version is superseded
   * whatever else holds; a pin holds it; manual approval holds it; then {@code newest} promotes,
   * and {@code best} promotes unless the champion scores strictly better (a tie promotes, and so
   * does a champion that cannot be scored).
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
      if (spec.policy() == Policy.BEST
          && standing.champion().map(contest::against).filter(PromotionRule::worse).isPresent()) {
        return new Held(HoldReason.WORSE);
      }
      return new Promoted();
    };
  }

  private static boolean worse(Scores scores) {
    return scores.champion() > scores.candidate();
  }
}
