package dev.sundial.registry;

import static dev.sundial.registry.Lab.IRIS;
import static dev.sundial.registry.Lab.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.lifecycle.RunId;
import dev.sundial.registry.Fault.Killed;
import dev.sundial.registry.Fault.Mode;
import dev.sundial.registry.Lab.Data;
import dev.sundial.registry.RunAnswer.Outcome;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the registry promises when a process dies, or a call fails, at any single point. */
abstract class CrashContract {
  private static final RunId RUN = RunId.scheduled(START);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(60);

  abstract Lab newLab();

  /** Whether this call is hit in this mode: always, or a part of all pairs where calls are slow. */
  abstract boolean hits(int call, Mode mode);

  @ParameterizedTest
  @EnumSource
  void aCommitHitAtAnyCallIsFinishedByTheRetry(Mode mode) {
    int calls = calls(Data.GOOD);
    assertThat(calls).isGreaterThanOrEqualTo(12);
    for (int call = 1; call <= calls; call++) {
      if (!hits(call, mode)) {
        continue;
      }
      Lab lab = newLab();
      hit(lab, Data.GOOD, false, Fault.at(call, mode));
      lab.clock.advance(FIRST_RETRY);
      RunAnswer answer = lab.attempt(RUN, Data.GOOD, false, Fault.none());

      assertThat(answer.outcome()).as("%s at call %s", mode, call).isEqualTo(Outcome.PROMOTED);
      assertThat(lab.ledger()).as("%s at call %s", mode, call).hasSize(1);
      assertThat(lab.reader().versions(IRIS, 10)).hasSize(1);
      assertThat(lab.reader().pointer(IRIS).championVersion()).contains(answer.version());
      lab.assertWhole();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRejectionHitAtAnyCallIsFinishedByTheRetryAndAnnounced(Mode mode) {
    int calls = calls(Data.BAD);
    for (int call = 1; call <= calls; call++) {
      if (!hits(call, mode)) {
        continue;
      }
      Lab lab = newLab();
      hit(lab, Data.BAD, false, Fault.at(call, mode));
      lab.clock.advance(FIRST_RETRY);
      RunAnswer answer = lab.attempt(RUN, Data.BAD, false, Fault.none());

      assertThat(answer.outcome()).as("%s at call %s", mode, call).isEqualTo(Outcome.REJECTED);
      assertThat(lab.sentIds()).anyMatch(id -> id.startsWith("iris-" + RUN + "-failed-"));
      assertThat(lab.reader().pointer(IRIS)).isEqualTo(ServingPointer.none(IRIS));
      assertThat(lab.reader().run(IRIS, RUN).orElseThrow().eventUnpublished()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRedriveHitAtAnyCallIsFinishedByTheRetry(Mode mode) {
    int calls = calls(Data.GOOD);
    for (int call = 1; call <= calls; call++) {
      if (!hits(call, mode)) {
        continue;
      }
      Lab lab = newLab();
      RunAnswer unused = lab.attempt(RUN, Data.BAD, false, Fault.none());
      hit(lab, Data.GOOD, true, Fault.at(call, mode));
      lab.clock.advance(FIRST_RETRY);
      RunAnswer answer = lab.attempt(RUN, Data.GOOD, true, Fault.none());

      assertThat(answer.outcome()).as("%s at call %s", mode, call).isEqualTo(Outcome.PROMOTED);
      assertThat(lab.ledger()).hasSize(1);
      lab.assertWhole();
    }
  }

  @Test
  void aCallTheSdkMakesTwiceIsAsGoodAsOne() {
    int calls = calls(Data.GOOD);
    for (int call = 1; call <= calls; call++) {
      Lab lab = newLab();
      RunAnswer answer = lab.attempt(RUN, Data.GOOD, false, Fault.at(call, Mode.REPEAT));
      assertThat(answer.outcome()).as("call %s", call).isEqualTo(Outcome.PROMOTED);
      assertThat(lab.ledger()).hasSize(1);
      assertThat(lab.reader().run(IRIS, RUN).orElseThrow().run().attempt()).isEqualTo(1);
      assertThat(lab.reader().pointer(IRIS).champion().orElseThrow().scorer().key())
          .contains("/1/");
      lab.assertWhole();
    }
  }

  @Test
  void aCommitWhoseReplyIsLostKnowsItsOwn() {
    Lab lab = newLab();
    int calls = calls(Data.GOOD);
    int finished = 0;
    for (int call = 1; call <= calls; call++) {
      lab = newLab();
      try {
        RunAnswer answer = lab.attempt(RUN, Data.GOOD, false, Fault.at(call, Mode.DROP_REPLY));
        assertThat(answer.outcome()).isEqualTo(Outcome.PROMOTED);
        lab.assertWhole();
        finished++;
      } catch (RegistryUnavailableException e) {
        assertThat(e.retryable()).isTrue();
      }
    }
    assertThat(finished).as("only the commit itself looks again without a retry").isEqualTo(1);
  }

  @Test
  void aHandMoveHitAtAnyCallLeavesOneEntryAtMost() {
    for (Mode mode : Mode.values()) {
      for (int call = 1; call <= 4; call++) {
        Lab lab = newLab();
        RunAnswer one = lab.trained(RUN);
        RunAnswer two = lab.trained(RunId.adHoc("two"));
        Registry registry = lab.registry(Fault.at(call, mode));
        boolean reported = false;
        try {
          reported = registry.promote(IRIS, one.version(), "why") instanceof MoveOutcome.Moved;
        } catch (RegistryUnavailableException | Killed e) {
          assertThat(lab.reader().pointer(IRIS).championVersion())
              .contains(mode == Mode.KILL_AFTER && call == 4 ? one.version() : two.version());
        }
        assertThat(lab.ledger())
            .as("%s at call %s", mode, call)
            .hasSize(reported || (mode == Mode.KILL_AFTER && call == 4) ? 3 : 2);
        assertThat(reported)
            .isEqualTo(
                mode == Mode.REPEAT || (call == 4 && mode.ordinal() >= Mode.REFUSE.ordinal()));
      }
    }
  }

  /** Many faults at once, over several runs with fixed seeds, until a quiet attempt ends it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whateverHappensNothingIsRegisteredTwiceAndNothingIsHalfDone(long seed) {
    Random random = new Random(seed);
    Lab lab = newLab();
    for (int day = 0; day < 4; day++) {
      RunId run = RunId.scheduled(START.plus(Duration.ofDays(day)));
      Data data = day == 2 ? Data.BAD : Data.GOOD;
      for (int attempt = 0; attempt < 4; attempt++) {
        Mode[] modes = Mode.values();
        Fault fault =
            new Fault(call -> random.nextInt(10) == 0 ? modes[random.nextInt(modes.length)] : null);
        hit(lab, run, data, random.nextInt(3) == 0, fault);
        lab.clock.advance(Duration.ofSeconds(random.nextInt(60)));
      }
      lab.clock.advance(FIRST_RETRY);
      RunAnswer answer = lab.attempt(run, data, false, Fault.none());
      assertThat(answer.outcome())
          .isEqualTo(data == Data.BAD ? Outcome.REJECTED : Outcome.PROMOTED);
      lab.assertWhole();
    }
    assertThat(lab.ledger()).hasSize(3);
    assertThat(lab.sentIds())
        .anyMatch(
            id ->
                id.startsWith(
                    "iris-" + RunId.scheduled(START.plus(Duration.ofDays(2))) + "-failed-"));
  }

  private int calls(Data data) {
    Fault counting = Fault.none();
    RunAnswer unused = newLab().attempt(RUN, data, false, counting);
    return counting.calls();
  }

  private static void hit(Lab lab, Data data, boolean redrive, Fault fault) {
    hit(lab, RUN, data, redrive, fault);
  }

  /** An attempt that may die, fail, be turned away, or get through. */
  private static void hit(Lab lab, RunId run, Data data, boolean redrive, Fault fault) {
    try {
      RunAnswer unused = lab.attempt(run, data, redrive, fault);
    } catch (Killed e) {
      // gone, as planned
    } catch (RegistryException e) {
      assertThat(e.retryable()).as(e.toString()).isTrue();
    }
  }
}
