package dev.sundial.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.registry.History.Call;
import dev.sundial.registry.LedgerEntry.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever many callers do at once looks as if they had come one after the other. */
abstract class LinearizabilityContract {
  /** What callers can be told of what they wished. */
  private static final List<String> TOLD =
      List.of(
          "Promote Done",
          "Promote Unknown",
          "RollBack Done",
          "RollBack NothingToDo",
          "RollBack Unknown",
          "Unpin Done",
          "Unpin NothingToDo",
          "Unpin Unknown",
          "Train Done",
          "Train NotDone",
          "Train Unknown",
          "Look Standing");

  abstract Lab newLab();

  /** What a writer does before it tries again; nothing, for the most of contention. */
  Backoff.Pause pause() {
    return time -> {};
  }

  int writers() {
    return 32;
  }

  int rounds() {
    return 200;
  }

  /** How often everything that can happen must have happened. */
  int least() {
    return 20;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void promotesRollbacksUnpinsTrainingsAndLooksAreLinearizable(long seed) throws Exception {
    Lab lab = newLab();
    Crowd crowd = new Crowd(lab, pause(), writers());
    List<Callable<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < writers(); writer++) {
      int number = writer;
      writers.add(() -> crowd.act(number, rounds(), new Random(1000 * seed + number)));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(writers())) {
      for (Future<Void> ended : threads.invokeAll(writers)) {
        ended.get();
      }
    }
    List<Call> calls = crowd.calls();
    assertThat(calls).hasSize(writers() * rounds() + crowd.interruptions());
    List<LedgerEntry> ledger = lab.reader().ledger(Lab.IRIS, 1, calls.size());
    assertThat(History.contradictions(calls, ledger)).isEmpty();
    assertThat(lab.reader().pointer(Lab.IRIS).sequence()).isEqualTo(ledger.size());
    everythingHappened(crowd, ledger);
  }

  /** A history in which something hardly happened proves nothing about it. */
  private void everythingHappened(Crowd crowd, List<LedgerEntry> ledger) {
    Map<String, Integer> times = new TreeMap<>();
    ledger.forEach(entry -> times.merge(entry.action().name(), 1, Integer::sum));
    crowd.calls().forEach(call -> times.merge(call.told(), 1, Integer::sum));
    times.put("decided otherwise", crowd.decidedOtherwise());
    List<String> expected = new ArrayList<>(TOLD);
    expected.add("decided otherwise");
    for (Action action : Action.values()) {
      expected.add(action.name());
    }
    SoftAssertions.assertSoftly(
        softly ->
            expected.forEach(
                it ->
                    softly
                        .assertThat(times.getOrDefault(it, 0))
                        .as("%s, of %s", it, times)
                        .isGreaterThanOrEqualTo(least())));
  }
}
