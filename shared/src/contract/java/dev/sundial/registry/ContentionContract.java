package dev.sundial.registry;

import static dev.sundial.registry.Lab.IRIS;
import static dev.sundial.registry.Lab.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.registry.Lab.Data;
import dev.sundial.registry.RunAnswer.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the registry promises when many processes want the same model at once. */
abstract class ContentionContract {
  private static final RunId RUN = RunId.scheduled(START);

  abstract Lab newLab();

  @Test
  void tenClaimsOfOneRunAtOnceGiveOneTraining() throws Exception {
    Lab lab = newLab();
    List<Registry> registries = IntStream.range(0, 10).mapToObj(i -> lab.registry()).toList();
    List<Claim> claims =
        atOnce(registries.stream().map(r -> call(() -> r.claim(IRIS, RUN, "x", false))).toList());
    assertThat(claims).filteredOn(claim -> claim instanceof Claim.Claimed).hasSize(1);
    assertThat(claims).filteredOn(claim -> claim instanceof Claim.InProgress).hasSize(9);
  }

  @Test
  void tenDeliveriesOfOneEventMakeOneVersionAndOneEntry() throws Exception {
    Lab lab = newLab();
    List<RunAnswer> answers =
        atOnce(IntStream.range(0, 10).mapToObj(i -> call(() -> persistent(lab, RUN))).toList());
    assertThat(answers.stream().map(RunAnswer::toJson).distinct()).hasSize(1);
    assertThat(lab.ledger()).hasSize(1);
    lab.assertWhole();
  }

  @Test
  void thirtyTwoRunsAtOnceAreAllRegisteredAndTheNewestServes() throws Exception {
    Lab lab = newLab();
    List<RunId> runs =
        IntStream.range(0, 32)
            .mapToObj(i -> RunId.scheduled(START.plus(Duration.ofDays(i))))
            .toList();
    List<RunAnswer> answers =
        atOnce(runs.stream().map(run -> call(() -> persistent(lab, run))).toList());

    VersionId newest = answers.getLast().version();
    ServingPointer pointer = lab.reader().pointer(IRIS);
    assertThat(pointer.championVersion()).contains(newest);
    assertThat(pointer.latest()).contains(newest);
    assertThat(pointer.sequence()).isEqualTo(32);
    assertThat(answers.getLast().outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(answers.stream().map(RunAnswer::sequence).distinct()).hasSize(32);
    assertThatThePointerNeverWentBack(lab);
    lab.assertWhole();
  }

  @Test
  void aCommitAmongHandMovesGoesThroughAndEveryMoveIsOneEntry() throws Exception {
    Lab lab = newLab();
    RunAnswer one = lab.trained(RUN);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Registry registry = lab.registry();
      calls.add(() -> moves(registry, one.version()));
    }
    RunId run = RunId.scheduled(START.plus(Duration.ofDays(1)));
    calls.add(
        () -> {
          RunAnswer unused = persistent(lab, run);
          return 1;
        });
    List<Integer> entries = atOnce(calls);
    assertThat(lab.ledger()).hasSize(1 + entries.stream().mapToInt(n -> n).sum());
    Registry registry = lab.registry();
    int unused = lab.outbox(registry).drain(IRIS);
    lab.assertWhole();
  }

  /** Four moves, each tried until it is reported done. */
  private static int moves(Registry registry, VersionId version) {
    int done = 0;
    while (done < 4) {
      try {
        if (registry.promote(IRIS, version, "move") instanceof MoveOutcome.Moved) {
          done++;
        }
      } catch (RegistryUnavailableException e) {
        // out of rounds: nothing was written
        LockSupport.parkNanos(1_000_000);
      }
    }
    return done;
  }

  /** Delivered again until it is answered. */
  private static RunAnswer persistent(Lab lab, RunId run) {
    while (true) {
      try {
        return lab.attempt(run, Data.GOOD, false, Fault.none());
      } catch (TrainingInProgressException | RegistryUnavailableException e) {
        LockSupport.parkNanos(2_000_000);
      }
    }
  }

  private static void assertThatThePointerNeverWentBack(Lab lab) {
    VersionId serving = null;
    for (LedgerEntry entry : lab.ledger()) {
      if (entry.action() == LedgerEntry.Action.PROMOTED) {
        VersionId version = entry.version().orElseThrow();
        assertThat(entry.previous().orElse(null)).isEqualTo(serving);
        if (serving != null) {
          assertThat(version).isGreaterThan(serving);
        }
        serving = version;
      }
    }
  }

  private static <T> Callable<T> call(Callable<T> call) {
    return call;
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    }
  }
}
