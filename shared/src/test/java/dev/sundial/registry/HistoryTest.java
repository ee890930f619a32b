package dev.sundial.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.registry.History.Call;
import dev.sundial.registry.History.Seen;
import dev.sundial.registry.History.State;
import dev.sundial.registry.History.Wish;
import dev.sundial.registry.LedgerEntry.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The checker finds what no order of the calls explains. */
final class HistoryTest {
  private static final RunId DAY_1 = RunId.scheduled(Instant.parse("2026-11-20T03:15:00Z"));
  private static final RunId DAY_2 = RunId.scheduled(Instant.parse("2026-11-21T03:15:00Z"));
  private static final VersionId ONE = version(DAY_1);
  private static final VersionId TWO = version(DAY_2);
  private static final State SERVING_ONE =
      new State(Optional.of(ONE), Optional.empty(), Optional.of(ONE), false);

  private final List<Call> calls = new ArrayList<>();
  private final List<LedgerEntry> ledger = new ArrayList<>();

  private static VersionId version(RunId run) {
    return VersionId.of(Lab.IRIS, run, run.scheduledTime().orElseThrow());
  }

  private void trained(RunId run, Action action, VersionId previous, long from, long to) {
    entry(action, version(run), previous, Optional.of(run), "");
    called(run.value(), new Wish.Train(run, version(run)), done(), from, to);
  }

  private void moved(
      String who, Wish wish, Action action, VersionId version, VersionId previous, Seen seen) {
    entry(action, version, previous, Optional.empty(), who);
    called(who, wish, seen, 10L * ledger.size(), 10L * ledger.size() + 9);
  }

  private Seen done() {
    return new Seen.Done(ledger.size());
  }

  private void entry(
      Action action, VersionId version, VersionId previous, Optional<RunId> run, String why) {
    ledger.add(
        new LedgerEntry(
            Lab.IRIS,
            ledger.size() + 1,
            Lab.START,
            action,
            Optional.of(version),
            Optional.ofNullable(previous),
            "",
            why,
            run,
            Optional.empty(),
            true));
  }

  private void called(String who, Wish wish, Seen seen, long from, long to) {
    calls.add(new Call(who, wish, seen, from, to));
  }

  private List<String> contradictions() {
    return History.contradictions(calls, ledger);
  }

  private void assertOne(String text) {
    assertThat(contradictions()).hasSize(1).first().asString().contains(text);
  }

  @Test
  void oneAfterTheOtherIsExplained() {
    trained(DAY_1, Action.PROMOTED, null, 10, 19);
    trained(DAY_2, Action.PROMOTED, ONE, 20, 29);
    moved("ann", new Wish.RollBack(), Action.ROLLED_BACK, ONE, TWO, new Seen.Done(3));
    moved("bob", new Wish.Unpin(), Action.UNPINNED, ONE, ONE, new Seen.Done(4));
    called("cid", new Wish.Unpin(), new Seen.NothingToDo(), 60, 61);
    called("dee", new Wish.Look(), new Seen.Standing(1, SERVING_ONE), 15, 25);

    assertThat(contradictions()).isEmpty();
  }

  @Test
  void twoThatWereToldTheSamePlaceAreOneTooMany() {
    trained(DAY_1, Action.PROMOTED, null, 10, 19);
    called("ann", new Wish.Promote(ONE), new Seen.Done(1), 20, 29);

    assertOne("left no entry");
  }

  @Test
  void anEntryOfACallThatWasNotDoneIsWrong() {
    trained(DAY_1, Action.PROMOTED, null, 10, 19);
    moved("ann", new Wish.Promote(ONE), Action.PROMOTED_BY_HAND, ONE, ONE, new Seen.NotDone());

    assertOne("was told something else");
  }

  @Test
  void aCallWhoseReplyWasLostMayHaveBeenDoneOrNot() {
    trained(DAY_1, Action.PROMOTED, null, 10, 19);
    moved("ann", new Wish.Promote(ONE), Action.PROMOTED_BY_HAND, ONE, ONE, new Seen.Unknown());
    called("bob", new Wish.Promote(ONE), new Seen.Unknown(), 40, 41);

    assertThat(contradictions()).isEmpty();
  }

  @Test
  void anEntryTwiceOrOfNobodyIsWrong() {
    trained(DAY_1, Action.PROMOTED, null, 10, 19);
    entry(Action.UNPINNED, ONE, ONE, Optional.empty(), "nobody");

    assertOne("is nobody's");
  }

  @Test
  void aRunThatPromotedPastAPinIsWrong() {
    trained(DAY_1, Action.PROMOTED, null, 10, 19);
    moved("ann", new Wish.Promote(ONE), Action.PROMOTED_BY_HAND, ONE, ONE, new Seen.Done(2));
    trained(DAY_2, Action.PROMOTED, ONE, 40, 49);

    assertOne("does not follow");
  }

  @Test
  void aLateRunThatPromotedIsWrong() {
    trained(DAY_2, Action.PROMOTED, null, 10, 19);
    trained(DAY_1, Action.PROMOTED, TWO, 20, 29);

    assertOne("does not follow");
  }

  @Test
  void whoBeganLaterMayNotComeBefore() {
    trained(DAY_1, Action.PROMOTED, null, 30, 39);
    trained(DAY_2, Action.PROMOTED, ONE, 10, 19);

    assertOne("which had ended");
  }

  @Test
  void whoOverlapsMayComeInEitherOrder() {
    trained(DAY_1, Action.PROMOTED, null, 18, 39);
    trained(DAY_2, Action.PROMOTED, ONE, 10, 19);

    assertThat(contradictions()).isEmpty();
  }

  @Test
  void aLookAtAStateThatWasOverIsStale() {
    trained(DAY_1, Action.PROMOTED, null, 10, 19);
    trained(DAY_2, Action.PROMOTED, ONE, 20, 29);
    called("ann", new Wish.Look(), new Seen.Standing(1, SERVING_ONE), 30, 31);

    assertOne("which had ended");
  }

  @Test
  void aLookAtAStateThatNeverWasIsWrong() {
    trained(DAY_1, Action.PROMOTED, null, 10, 19);
    called("ann", new Wish.Look(), new Seen.Standing(1, State.NONE), 30, 31);
    called("bob", new Wish.Look(), new Seen.Standing(2, SERVING_ONE), 32, 33);

    assertThat(contradictions()).hasSize(2).allMatch(text -> text.endsWith("never was so"));
  }

  @Test
  void nothingPinnedIsWrongWhileSomethingWas() {
    trained(DAY_1, Action.PROMOTED, null, 10, 19);
    moved("ann", new Wish.Promote(ONE), Action.PROMOTED_BY_HAND, ONE, ONE, new Seen.Done(2));
    called("bob", new Wish.Unpin(), new Seen.NothingToDo(), 31, 32);

    assertOne("had something to do from 2 to 2");
  }

  @Test
  void whatIsSeenDoesNotGoBackInTime() {
    trained(DAY_1, Action.PROMOTED, null, 10, 99);
    called("ann", new Wish.Look(), new Seen.Standing(1, SERVING_ONE), 20, 21);
    called("bob", new Wish.Look(), new Seen.Standing(0, State.NONE), 30, 31);

    assertOne("which had ended");
  }
}
