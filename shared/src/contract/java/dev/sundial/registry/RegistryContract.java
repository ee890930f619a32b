package dev.sundial.registry;

import static dev.sundial.registry.Lab.IRIS;
import static dev.sundial.registry.Lab.NEWEST;
import static dev.sundial.registry.Lab.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.promotion.PromotionRule;
import dev.sundial.promotion.PromotionRule.Verdict.Scores;
import dev.sundial.registry.Lab.Data;
import dev.sundial.registry.LedgerEntry.Action;
import dev.sundial.registry.RunAnswer.Outcome;
import dev.sundial.spec.ModelSpec.Approval;
import dev.sundial.spec.ModelSpec.Policy;
import dev.sundial.spec.ModelSpec.PromotionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the registry promises a process that nothing disturbs. */
abstract class RegistryContract {
  private static final RunId RUN = RunId.scheduled(START);
  private static final String DAY_ONE = "2026-11-20T03:15:00Z";
  private static final String DAY_TWO = "2026-11-21T03:15:00Z";
  private static final String DAY_THREE = "2026-11-22T03:15:00Z";

  private Lab lab;

  abstract Lab newLab();

  @BeforeEach
  void setUp() {
    lab = newLab();
  }

  @Test
  void aModelThatNeverTrainedHasAnEmptyPointer() {
    assertThat(lab.reader().pointer(IRIS)).isEqualTo(ServingPointer.none(IRIS));
    assertThat(lab.reader().versions(IRIS, 10)).isEmpty();
    assertThat(lab.ledger()).isEmpty();
    assertThat(lab.reader().run(IRIS, RUN)).isEmpty();
  }

  @Test
  void theFirstVersionServesAndOneReadOfThePointerSaysHowToLoadIt() {
    Registry registry = lab.registry();
    Claim.Claimed claim = lab.claimed(registry, RUN);
    VersionId version = VersionId.parse("20261120T031500Z-" + suffix(RUN));
    assertThat(claim.run()).isEqualTo(new TrainingRun(IRIS, RUN, START, version, 1));
    assertThat(claim.lease()).isEqualTo(new Lease(IRIS, 1, START.plusSeconds(30)));

    Candidate candidate = lab.candidate(claim);
    CommitOutcome outcome = registry.commit(claim.lease(), claim.run(), candidate, NEWEST);

    RunAnswer answer =
        new RunAnswer(
            IRIS, RUN, version, Outcome.PROMOTED, "", "", 1, Map.of("accuracy", 0.9667), START);
    LedgerEntry entry = lab.ledger().getFirst();
    assertThat(outcome).isEqualTo(new CommitOutcome.Committed(answer, entry));
    assertThat(entry.action()).isEqualTo(Action.PROMOTED);
    assertThat(entry.event().orElseThrow().json())
        .isEqualTo(
            "{\"id\":\"iris-1\",\"model\":\"iris\",\"at\":\"2026-11-20T03:15:00Z\",\"sequence\":1,"
                + "\"version\":\""
                + version
                + "\",\"previous\":\"\",\"metrics\":{\"accuracy\":0.9667},"
                + "\"previousMetrics\":{},\"reason\":\"\",\"why\":\"\"}");
    assertThat(lab.reader().pointer(IRIS))
        .isEqualTo(
            new ServingPointer(
                IRIS,
                1,
                Optional.of(new ServingPointer.Champion(version, candidate.scorer(), START)),
                Optional.of(version),
                Optional.empty(),
                false,
                0,
                java.util.Set.of()));
    assertThat(lab.reader().version(IRIS, version))
        .contains(
            new ModelVersion(
                IRIS,
                version,
                RUN,
                candidate.manifest(),
                candidate.scorer(),
                candidate.metrics(),
                1,
                START));
    assertThat(candidate.scorer().key()).isEqualTo("models/iris/" + version + "/1/scorer.bin");
  }

  @Test
  void aNewerVersionServesAndThePointerRemembersTheOneBefore() {
    VersionId one = lab.trainedAt(DAY_ONE);
    VersionId two = lab.trainedAt(DAY_TWO);
    ServingPointer pointer = lab.reader().pointer(IRIS);
    assertThat(pointer.championVersion()).contains(two);
    assertThat(pointer.previous()).contains(one);
    assertThat(pointer.latest()).contains(two);
    assertThat(lab.reader().versions(IRIS, 10).stream().map(ModelVersion::id))
        .containsExactly(two, one);
    assertThat(lab.reader().versions(IRIS, 1).stream().map(ModelVersion::id)).containsExactly(two);
    lab.assertWhole();
  }

  @Test
  void aRunOlderThanACommittedOneIsRegisteredAndNeverServes() {
    VersionId two = lab.trainedAt(DAY_TWO);
    RunAnswer late = lab.trained(RunId.scheduled(Instant.parse(DAY_ONE)));
    assertThat(late.outcome()).isEqualTo(Outcome.SUPERSEDED);
    ServingPointer pointer = lab.reader().pointer(IRIS);
    assertThat(pointer.championVersion()).contains(two);
    assertThat(pointer.latest()).contains(two);
    assertThat(pointer.sequence()).isEqualTo(2);
    assertThat(lab.reader().version(IRIS, late.version())).isPresent();
    assertThat(lab.ledger().get(1).action()).isEqualTo(Action.SUPERSEDED);
    assertThat(lab.bus.sent().get(1).detailType()).isEqualTo("ModelHeld");
    assertThat(lab.bus.sent().get(1).detail()).contains("\"reason\":\"superseded\"");
    lab.assertWhole();
  }

  @Test
  void aDuplicateOfACommittedRunGetsTheRecordedAnswerWordForWord() {
    RunAnswer first = lab.trained(RUN);
    lab.clock.advance(Duration.ofHours(30));
    assertThat(lab.registry().claim(IRIS, RUN, "again", false))
        .isEqualTo(new Claim.AlreadyCommitted(first));
    assertThat(lab.registry().claim(IRIS, RUN, "again", true))
        .isEqualTo(new Claim.AlreadyCommitted(first));
    assertThat(lab.trained(RUN).toJson()).isEqualTo(first.toJson());
    assertThat(lab.ledger()).hasSize(1);
  }

  @Test
  void aLeaseHoldsForThirtySecondsAndNoLonger() {
    Claim.Claimed first = lab.claimed(lab.registry(), RUN);
    lab.clock.advance(Duration.ofMillis(29_999));
    assertThat(lab.registry().claim(IRIS, RUN, "b", false))
        .isEqualTo(new Claim.InProgress(START.plusSeconds(30)));
    lab.clock.advance(Duration.ofMillis(1));
    Claim.Claimed second = lab.claimed(lab.registry(), RUN);
    assertThat(second.lease().token()).isEqualTo(first.lease().token() + 1);
    assertThat(second.run().attempt()).isEqualTo(2);
    assertThat(second.run().version()).isEqualTo(first.run().version());
  }

  @Test
  void aRenewalHoldsForThirtySecondsMoreAndTheTokenStays() {
    Registry registry = lab.registry();
    Lease lease = lab.claimed(registry, RUN).lease();
    lab.clock.advance(Duration.ofSeconds(10));
    assertThat(registry.renew(lease)).contains(new Lease(IRIS, 1, START.plusSeconds(40)));
    lab.clock.advance(Duration.ofMillis(29_999));
    assertThat(lab.registry().claim(IRIS, RUN, "b", false)).isInstanceOf(Claim.InProgress.class);
    lab.clock.advance(Duration.ofMillis(1));
    assertThat(lab.registry().claim(IRIS, RUN, "b", false)).isInstanceOf(Claim.Claimed.class);
  }

  @Test
  void aReleasedLeaseIsFreeAtOnceAndCannotBeRenewed() {
    Registry registry = lab.registry();
    Lease lease = lab.claimed(registry, RUN).lease();
    registry.release(lease);
    assertThat(registry.renew(lease)).isEmpty();
    assertThat(lab.claimed(lab.registry(), RUN).lease().token()).isEqualTo(2);
  }

  @Test
  void oneTrainingOfAModelAtATimeWhateverTheRun() {
    Claim.Claimed first = lab.claimed(lab.registry(), RUN);
    assertThat(lab.registry().claim(IRIS, RunId.adHoc("other"), "b", false))
        .isEqualTo(new Claim.InProgress(first.lease().until()));
  }

  @Test
  void aZombieWhoseLeaseWasTakenIsRefusedEverything() {
    Registry zombie = lab.registry();
    Claim.Claimed slept = lab.claimed(zombie, RUN);
    Candidate candidate = lab.candidate(slept);
    lab.clock.advance(Duration.ofSeconds(60));
    Registry retry = lab.registry();
    Claim.Claimed taken = lab.claimed(retry, RUN);

    assertThat(zombie.renew(slept.lease())).isEmpty();
    assertThat(zombie.commit(slept.lease(), slept.run(), candidate, NEWEST))
        .isEqualTo(new CommitOutcome.LeaseLost());
    assertThat(zombie.reject(slept.lease(), slept.run(), "bad-data", "late"))
        .isEqualTo(new RejectOutcome.LeaseLost());
    zombie.release(slept.lease());
    assertThat(retry.renew(taken.lease())).isPresent();

    CommitOutcome.Committed committed = (CommitOutcome.Committed) lab.commit(retry, taken);
    assertThat(zombie.renew(slept.lease())).isEmpty();
    assertThat(zombie.commit(slept.lease(), slept.run(), candidate, NEWEST))
        .isEqualTo(new CommitOutcome.AlreadyCommitted(committed.answer()));
    assertThat(zombie.reject(slept.lease(), slept.run(), "bad-data", "late"))
        .isEqualTo(new RejectOutcome.AlreadyCommitted(committed.answer()));
    assertThat(lab.ledger()).hasSize(1);
    assertThat(lab.reader().pointer(IRIS).champion().orElseThrow().scorer().key()).contains("/2/");
  }

  @Test
  void aZombieOfAnotherRunIsRefusedToo() {
    Registry zombie = lab.registry();
    Claim.Claimed slept = lab.claimed(zombie, RUN);
    Candidate candidate = lab.candidate(slept);
    lab.clock.advance(Duration.ofSeconds(60));
    RunAnswer other = lab.trained(RunId.adHoc("other"));

    assertThat(zombie.commit(slept.lease(), slept.run(), candidate, NEWEST))
        .isEqualTo(new CommitOutcome.LeaseLost());
    assertThat(zombie.reject(slept.lease(), slept.run(), "bad-data", "late"))
        .isEqualTo(new RejectOutcome.LeaseLost());
    assertThat(lab.reader().pointer(IRIS).championVersion()).contains(other.version());
    lab.assertWhole();
  }

  @Test
  void aSleeperWhoseLeaseNobodyTookMayStillCommit() {
    Registry registry = lab.registry();
    Claim.Claimed slept = lab.claimed(registry, RUN);
    lab.clock.advance(Duration.ofMinutes(5));
    assertThat(lab.commit(registry, slept)).isInstanceOf(CommitOutcome.Committed.class);
  }

  @Test
  void committingTwiceGivesTheSameAnswerAndOneEntry() {
    Registry registry = lab.registry();
    Claim.Claimed claim = lab.claimed(registry, RUN);
    CommitOutcome first = lab.commit(registry, claim);
    assertThat(lab.commit(registry, claim)).isEqualTo(first);
    assertThat(lab.ledger()).hasSize(1);
  }

  @Test
  void whatEndedOneWayCannotEndTheOther() {
    Registry registry = lab.registry();
    Claim.Claimed claim = lab.claimed(registry, RUN);
    CommitOutcome.Committed committed = (CommitOutcome.Committed) lab.commit(registry, claim);
    assertThat(registry.reject(claim.lease(), claim.run(), "bad-data", "after all"))
        .isEqualTo(new RejectOutcome.AlreadyCommitted(committed.answer()));
    registry.release(claim.lease());

    Claim.Claimed other = lab.claimed(registry, RunId.adHoc("other"));
    assertThat(registry.reject(other.lease(), other.run(), "bad-data", "line 7"))
        .isInstanceOf(RejectOutcome.Rejected.class);
    assertThat(lab.commit(registry, other)).isEqualTo(new CommitOutcome.LeaseLost());
    assertThat(lab.ledger()).hasSize(1);
  }

  @Test
  void anAttemptThatDawdledBeforeTheLeaseFindsTheRunCommittedAndFreesTheLease() {
    Registry dawdler =
        lab.registry(
            before(
                2, // read the run, then: take the lease
                () -> {
                  RunAnswer unused = lab.trained(RUN);
                }));
    Claim claim = dawdler.claim(IRIS, RUN, "late", false);
    assertThat(claim).isInstanceOf(Claim.AlreadyCommitted.class);
    assertThat(lab.claimed(lab.registry(), RunId.adHoc("next")).lease().token()).isEqualTo(3);
  }

  @Test
  void anAdHocRunKeepsItsTimeThoughTwoFirstAttemptsOverlap() {
    RunId run = RunId.adHoc("twice");
    Registry dawdler =
        lab.registry(
            before(
                2,
                () -> {
                  Registry first = lab.registry();
                  first.release(lab.claimed(first, run).lease());
                  lab.clock.advance(Duration.ofMinutes(1));
                }));
    Claim.Claimed second = (Claim.Claimed) dawdler.claim(IRIS, run, "late", false);
    assertThat(second.run())
        .isEqualTo(new TrainingRun(IRIS, run, START, VersionId.of(IRIS, run, START), 2));
  }

  @Test
  void aRejectedRunIsAnsweredAgainAndTriedAgainOnlyByARedrive() {
    RunAnswer rejected = lab.attempt(RUN, Data.BAD, false, Fault.none());
    assertThat(rejected.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(rejected.message()).isEqualTo("iris.csv line 7");
    assertThat(lab.sentIds()).containsExactly("iris-" + RUN + "-failed-1");
    assertThat(lab.registry().claim(IRIS, RUN, "b", false))
        .isEqualTo(new Claim.AlreadyRejected(rejected, false));
    assertThat(lab.reader().pointer(IRIS)).isEqualTo(ServingPointer.none(IRIS));

    RunAnswer redriven = lab.attempt(RUN, Data.GOOD, true, Fault.none());
    assertThat(redriven.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(redriven.version()).isEqualTo(rejected.version());
    assertThat(lab.reader().run(IRIS, RUN).orElseThrow().run().attempt()).isEqualTo(2);
    assertThat(lab.registry().claim(IRIS, RUN, "c", true))
        .isEqualTo(new Claim.AlreadyCommitted(redriven));
    lab.assertWhole();
  }

  @Test
  void aRejectionThatWasNotAnnouncedIsAnnouncedByTheNextDrainWhateverTheRunDoesMeanwhile() {
    Registry registry = lab.registry();
    Claim.Claimed claim = lab.claimed(registry, RUN);
    RejectOutcome outcome = registry.reject(claim.lease(), claim.run(), "bad-data", "line 7");
    registry.release(claim.lease());
    assertThat(lab.bus.sent()).isEmpty();
    assertThat(lab.reader().pointer(IRIS).hasUnannounced()).isTrue();
    assertThat(lab.registry().claim(IRIS, RUN, "b", false))
        .isEqualTo(new Claim.AlreadyRejected(((RejectOutcome.Rejected) outcome).answer(), true));

    RunAnswer redriven = lab.attempt(RUN, Data.GOOD, true, Fault.none());
    assertThat(redriven.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(lab.sentIds()).containsExactly("iris-1", "iris-" + RUN + "-failed-1");
    lab.assertWhole();
  }

  @Test
  void aRejectionDoesNotTouchWhatServes() {
    VersionId one = lab.trainedAt(DAY_ONE);
    RunAnswer unused =
        lab.attempt(RunId.scheduled(Instant.parse(DAY_TWO)), Data.BAD, false, Fault.none());
    ServingPointer pointer = lab.reader().pointer(IRIS);
    assertThat(pointer.championVersion()).contains(one);
    assertThat(pointer.sequence()).isEqualTo(1);
    assertThat(lab.trainedAt(DAY_THREE))
        .isEqualTo(lab.reader().pointer(IRIS).championVersion().orElseThrow());
    lab.assertWhole();
  }

  @Test
  void aHandMadePromotionPinsUntilItIsUnpinned() {
    VersionId one = lab.trainedAt(DAY_ONE);
    VersionId two = lab.trainedAt(DAY_TWO);
    Registry registry = lab.registry();
    MoveOutcome.Moved moved =
        (MoveOutcome.Moved) registry.promote(IRIS, one, "two is wrong about setosa");
    assertThat(moved.entry().action()).isEqualTo(Action.PROMOTED_BY_HAND);
    assertThat(moved.entry().event().orElseThrow().json())
        .contains("\"version\":\"" + one + "\",\"previous\":\"" + two + "\"")
        .contains("\"reason\":\"\",\"why\":\"two is wrong about setosa\"");
    assertThat(lab.reader().pointer(IRIS).pinned()).isTrue();
    assertThat(lab.reader().pointer(IRIS).previous()).contains(two);
    assertThat(registry.promote(IRIS, one, "again")).isInstanceOf(MoveOutcome.Moved.class);
    assertThat(lab.reader().pointer(IRIS).previous()).contains(two);

    RunAnswer held = lab.trained(RunId.scheduled(Instant.parse(DAY_THREE)));
    assertThat(held.outcome()).isEqualTo(Outcome.HELD);
    assertThat(held.reason()).isEqualTo("pinned");
    ServingPointer pointer = lab.reader().pointer(IRIS);
    assertThat(pointer.championVersion()).contains(one);
    assertThat(pointer.latest()).contains(held.version());

    assertThat(registry.unpin(IRIS, "")).isInstanceOf(MoveOutcome.Moved.class);
    assertThat(registry.unpin(IRIS, "")).isEqualTo(new MoveOutcome.NotPinned());
    VersionId four = lab.trainedAt("2026-11-23T03:15:00Z");
    assertThat(lab.reader().pointer(IRIS).championVersion()).contains(four);
    assertThat(lab.ledger().stream().map(LedgerEntry::action))
        .containsExactly(
            Action.PROMOTED,
            Action.PROMOTED,
            Action.PROMOTED_BY_HAND,
            Action.PROMOTED_BY_HAND,
            Action.HELD,
            Action.UNPINNED,
            Action.PROMOTED);
    lab.assertWhole();
  }

  @Test
  void aRollbackGoesToTheVersionBeforeOrToTheNamedOne() {
    Registry registry = lab.registry();
    assertThat(registry.rollback(IRIS, Optional.empty(), ""))
        .isEqualTo(new MoveOutcome.NothingBefore());
    VersionId one = lab.trainedAt(DAY_ONE);
    assertThat(registry.rollback(IRIS, Optional.empty(), ""))
        .isEqualTo(new MoveOutcome.NothingBefore());
    VersionId two = lab.trainedAt(DAY_TWO);
    VersionId three = lab.trainedAt(DAY_THREE);

    assertThat(registry.rollback(IRIS, Optional.empty(), "")).isInstanceOf(MoveOutcome.Moved.class);
    assertThat(lab.reader().pointer(IRIS).championVersion()).contains(two);
    assertThat(lab.reader().pointer(IRIS).previous()).contains(three);
    assertThat(registry.rollback(IRIS, Optional.of(one), "")).isInstanceOf(MoveOutcome.Moved.class);
    assertThat(lab.reader().pointer(IRIS).championVersion()).contains(one);
    VersionId unknown = VersionId.parse("20200101T000000Z-000000");
    assertThat(registry.rollback(IRIS, Optional.of(unknown), ""))
        .isEqualTo(new MoveOutcome.NoSuchVersion(unknown));
    assertThat(lab.ledger()).hasSize(5);
  }

  @Test
  void theRuleSeesTheStandingAndItsHoldIsRecorded() {
    VersionId one = lab.trainedAt(DAY_ONE);
    Registry registry = lab.registry();
    PromotionRule best =
        PromotionRule.of(
            new PromotionSpec(Policy.BEST, Approval.NONE),
            champion -> {
              assertThat(champion).isEqualTo(one);
              return new Scores(0.95, 0.94);
            });
    Claim.Claimed claim = lab.claimed(registry, RunId.scheduled(Instant.parse(DAY_TWO)));
    CommitOutcome.Committed held =
        (CommitOutcome.Committed)
            registry.commit(claim.lease(), claim.run(), lab.candidate(claim), best);
    assertThat(held.answer().outcome()).isEqualTo(Outcome.HELD);
    assertThat(held.answer().reason()).isEqualTo("worse");
    assertThat(held.entry().reason()).isEqualTo("worse");
    assertThat(lab.reader().pointer(IRIS).championVersion()).contains(one);
  }

  @Test
  void adHocRunsWithinOneSecondKeepTheirOrder() {
    VersionId last = lab.trained(RunId.adHoc("run-0")).version();
    for (int i = 1; i < 6; i++) {
      RunAnswer answer = lab.trained(RunId.adHoc("run-" + i));
      assertThat(answer.outcome()).isEqualTo(Outcome.PROMOTED);
      assertThat(answer.version()).isGreaterThan(last);
      assertThat(answer.version().time()).isEqualTo(START.plusSeconds(i));
      last = answer.version();
    }
  }

  @Test
  void anAdHocRunKeepsTheTimeOfItsFirstClaim() {
    RunId run = RunId.adHoc("slow");
    lab.clock.advance(Duration.ofMillis(700));
    Claim.Claimed first = lab.claimed(lab.registry(), run);
    assertThat(first.run().runTime()).isEqualTo(START);
    lab.clock.advance(Duration.ofMinutes(2));
    assertThat(lab.claimed(lab.registry(), run).run())
        .isEqualTo(new TrainingRun(IRIS, run, START, first.run().version(), 2));
  }

  @Test
  void twoRunsThatShareAVersionIdAreToldApart() {
    List<RunId> twins = twins();
    Registry registry = lab.registry();
    registry.release(lab.claimed(registry, twins.get(0)).lease());
    RunAnswer second = lab.trained(twins.get(1));
    Claim.Claimed first = lab.claimed(registry, twins.get(0));
    assertThat(first.run().version()).isEqualTo(second.version());
    assertThatThrownBy(() -> lab.commit(registry, first))
        .isInstanceOf(RegistryConflictException.class)
        .hasMessageContaining("share version " + second.version());
    assertThat(lab.ledger()).hasSize(1);
  }

  @Test
  void modelsDoNotMeet() {
    var rose = new dev.sundial.naming.ModelName("rose");
    Claim.Claimed iris = lab.claimed(lab.registry(), RUN);
    Claim other = lab.registry().claim(rose, RUN, "b", false);
    assertThat(other).isInstanceOf(Claim.Claimed.class);
    assertThat(((Claim.Claimed) other).run().version()).isNotEqualTo(iris.run().version());
    assertThatThrownBy(
            () ->
                lab.registry()
                    .commit(
                        iris.lease(), ((Claim.Claimed) other).run(), lab.candidate(iris), NEWEST))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMessageOfAnyLengthIsRecordedUpToItsLimit() {
    Registry registry = lab.registry();
    Claim.Claimed claim = lab.claimed(registry, RUN);
    String message = "x".repeat(3_998) + "😀" + "y".repeat(500_000);
    RejectOutcome.Rejected rejected =
        (RejectOutcome.Rejected) registry.reject(claim.lease(), claim.run(), "bad-data", message);
    assertThat(rejected.answer().message()).isEqualTo("x".repeat(3_998) + "…");
  }

  /** Something that happens just before a process makes a call. */
  private static Fault before(int number, Runnable event) {
    return new Fault(
        call -> {
          if (call == number) {
            event.run();
          }
          return null;
        });
  }

  /** Two ad-hoc runs whose hashes begin alike: one pair in some thousands. */
  private static List<RunId> twins() {
    Map<VersionId, RunId> seen = new HashMap<>();
    for (int i = 0; ; i++) {
      RunId run = RunId.adHoc("twin-" + i);
      RunId twin = seen.put(VersionId.of(IRIS, run, START), run);
      if (twin != null) {
        return List.of(twin, run);
      }
    }
  }

  private static String suffix(RunId run) {
    return VersionId.of(IRIS, run, START).value().substring(17);
  }
}
