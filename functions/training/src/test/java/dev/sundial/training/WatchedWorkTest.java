package dev.sundial.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.lifecycle.FailureReason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WatchedWorkTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final WatchedWork work = new WatchedWork(Duration.ofMillis(200));

  @Test
  void answersWhatTheWorkAnswers() throws Exception {
    assertThat(work.run(() -> "done", LONG, () -> false)).isEqualTo("done");
  }

  @Test
  void throwsWhatTheWorkThrows() {
    assertThatThrownBy(
            () ->
                work.run(
                    () -> {
                      throw new RunRejectedException(FailureReason.BAD_DATA, "line 7");
                    },
                    LONG,
                    () -> false))
        .isInstanceOf(RunRejectedException.class)
        .hasMessage("line 7");
    assertThatThrownBy(
            () ->
                work.run(
                    () -> {
                      throw new IllegalStateException("bug");
                    },
                    LONG,
                    () -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("bug");
  }

  @Test
  void memoryThatIsNotThereRejectsTheRun() {
    assertThatThrownBy(
            () ->
                work.run(
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    },
                    LONG,
                    () -> false))
        .isInstanceOfSatisfying(
            RunRejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(FailureReason.MEMORY_LIMIT));
  }

  @Test
  void noBudgetRejectsTheRun() {
    assertThatThrownBy(
            () -> work.run(() -> sleeping(new CountDownLatch(1)), Duration.ZERO, () -> false))
        .isInstanceOfSatisfying(
            RunRejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(FailureReason.TIME_LIMIT));
    assertThat(work.isStuck()).as("the sleeper woke when it was interrupted").isFalse();
  }

  @Test
  void aLostLeaseStopsTheWork() {
    assertThatThrownBy(() -> work.run(() -> sleeping(new CountDownLatch(1)), LONG, () -> true))
        .isInstanceOf(WatchedWork.LeaseLostException.class);
    assertThat(work.isStuck()).isFalse();
  }

  @Test
  void workThatDoesNotListenIsStuckUntilItEnds() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread[] worker = new Thread[1];
    assertThatThrownBy(
            () ->
                work.run(
                    () -> {
                      worker[0] = Thread.currentThread();
                      return deaf(end);
                    },
                    Duration.ofMillis(50),
                    () -> false))
        .isInstanceOf(RunRejectedException.class);
    assertThat(work.isStuck()).isTrue();
    end.countDown();
    worker[0].join();
    assertThat(work.isStuck()).isFalse();
  }

  private static String sleeping(CountDownLatch end) throws InterruptedException {
    end.await();
    return "woken";
  }

  private static String deaf(CountDownLatch end) {
    while (true) {
      try {
        return sleeping(end);
      } catch (InterruptedException e) {
        continue;
      }
    }
  }
}
