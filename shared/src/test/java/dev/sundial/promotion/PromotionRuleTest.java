package dev.sundial.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.promotion.PromotionDecision.Held;
import dev.sundial.promotion.PromotionDecision.HoldReason;
import dev.sundial.promotion.PromotionDecision.Promoted;
import dev.sundial.promotion.PromotionDecision.Superseded;
import dev.sundial.promotion.PromotionRule.Contest;
import dev.sundial.promotion.PromotionRule.Verdict.Scores;
import dev.sundial.promotion.PromotionRule.Verdict.Unscored;
import dev.sundial.spec.ModelSpec.Approval;
import dev.sundial.spec.ModelSpec.Policy;
import dev.sundial.spec.ModelSpec.PromotionSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromotionRuleTest {
  private static final VersionId OLD = VersionId.parse("20261119T031500Z-aaaaaa");
  private static final VersionId NEW = VersionId.parse("20261120T031500Z-aaaaaa");
  private static final Standing NOTHING = new Standing(Optional.empty(), Optional.empty(), false);
  private static final Contest NEVER =
      champion -> {
        throw new AssertionError("nothing is to be compared");
      };

  @Test
  void theFirstVersionIsPromotedByEitherPolicyWithoutAContest() {
    assertThat(rule(Policy.NEWEST, NEVER).decide(NOTHING, OLD)).isEqualTo(new Promoted());
    assertThat(rule(Policy.BEST, NEVER).decide(NOTHING, OLD)).isEqualTo(new Promoted());
  }

  @Test
  void newestPromotesWhatIsNewerThanTheLatestAndSupersedesTheRest() {
    PromotionRule rule = rule(Policy.NEWEST, NEVER);
    assertThat(rule.decide(serving(OLD, false), NEW)).isEqualTo(new Promoted());
    assertThat(rule.decide(serving(NEW, false), NEW)).isEqualTo(new Superseded());
    assertThat(rule.decide(serving(NEW, false), OLD)).isEqualTo(new Superseded());
  }

  @Test
  void theLatestCountsAndNotTheChampion() {
    Standing held = new Standing(Optional.of(NEW), Optional.of(OLD), false);
    VersionId between = VersionId.parse("20261119T200000Z-aaaaaa");
    assertThat(rule(Policy.NEWEST, NEVER).decide(held, between)).isEqualTo(new Superseded());
  }

  @Test
  void aPinHoldsWhatIsNewerAndALateRunIsSupersededAllTheSame() {
    PromotionRule rule = rule(Policy.BEST, NEVER);
    assertThat(rule.decide(serving(OLD, true), NEW)).isEqualTo(new Held(HoldReason.PINNED));
    assertThat(rule.decide(serving(NEW, true), OLD)).isEqualTo(new Superseded());
  }

  @Test
  void manualApprovalHoldsEvenTheFirstAndAPinIsNamedBeforeIt() {
    PromotionRule rule = PromotionRule.of(new PromotionSpec(Policy.NEWEST, Approval.MANUAL), NEVER);
    assertThat(rule.decide(NOTHING, OLD)).isEqualTo(new Held(HoldReason.APPROVAL));
    assertThat(rule.decide(serving(OLD, true), NEW)).isEqualTo(new Held(HoldReason.PINNED));
  }

  @Test
  void bestHoldsOnlyWhatScoresStrictlyWorse() {
    assertThat(best(0.95, Math.nextDown(0.95))).isEqualTo(new Held(HoldReason.WORSE));
    assertThat(best(0.95, 0.95)).isEqualTo(new Promoted());
    assertThat(best(0.95, 0.96)).isEqualTo(new Promoted());
  }

  @Test
  void bestPromotesOverWhatNeverCanBeScoredAndSaysWhy() {
    assertThat(
            rule(Policy.BEST, id -> new Unscored("feature \"a\" is gone"))
                .decide(serving(OLD, false), NEW))
        .isEqualTo(new Promoted("the champion could not be scored: feature \"a\" is gone"));
  }

  @Test
  void bestDecidesNothingWhileTheContestCannotBeHeld() {
    IllegalStateException unavailable = new IllegalStateException("S3 is down");
    PromotionRule rule =
        rule(
            Policy.BEST,
            id -> {
              throw unavailable;
            });
    assertThatThrownBy(() -> rule.decide(serving(OLD, false), NEW)).isSameAs(unavailable);
  }

  @Test
  void aContestWithoutAScoreIsRefused() {
    assertThatThrownBy(() -> new Scores(0.9, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("candidate must be finite, was NaN");
    assertThatThrownBy(() -> new Scores(Double.NEGATIVE_INFINITY, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("champion must be finite, was -Infinity");
  }

  private static PromotionDecision best(double champion, double candidate) {
    return rule(Policy.BEST, id -> new Scores(id.equals(OLD) ? champion : 2, candidate))
        .decide(serving(OLD, false), NEW);
  }

  private static PromotionRule rule(Policy policy, Contest contest) {
    return PromotionRule.of(new PromotionSpec(policy, Approval.NONE), contest);
  }

  private static Standing serving(VersionId version, boolean pinned) {
    return new Standing(Optional.of(version), Optional.of(version), pinned);
  }
}
