package dev.sundial.local.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Activity activity = new Activity();
  private final Timeline timeline = new Timeline(new StillClock(), now::set, activity);
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

  /** A clock that stands until the timeline moves it. */
  private final class StillClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("UTC only");
    }

    @Override
    public Instant instant() {
      return Objects.requireNonNull(now.get());
    }
  }

  private void at(Duration after, String kind, String name) {
    timeline.at(START.plus(after), kind, name, () -> ran.add(name + "@" + now.get()));
  }

  @Test
  void jumpsToEachDueItemAndEndsAtTheTarget() throws InterruptedException {
    at(Duration.ofHours(2), "schedule", "b");
    at(Duration.ofHours(1), "schedule", "a");

    timeline.advanceTo(START.plus(Duration.ofHours(3)));

    assertThat(ran).containsExactly("a@2026-11-20T01:00:00Z", "b@2026-11-20T02:00:00Z");
    assertThat(now.get()).isEqualTo(START.plus(Duration.ofHours(3)));
  }

  @Test
  void runsItemsDueTogetherByKindThenName() throws InterruptedException {
    at(Duration.ofHours(1), "schedule", "a");
    at(Duration.ofHours(1), "retry", "z");
    at(Duration.ofHours(1), "retry", "b");

    timeline.advanceTo(START.plus(Duration.ofHours(1)));

    assertThat(ran).extracting(line -> line.substring(0, 1)).containsExactly("b", "z", "a");
  }

  @Test
  void leavesWhatIsDueAMomentAfterTheTarget() throws InterruptedException {
    at(Duration.ofHours(1).plusNanos(1), "schedule", "a");

    timeline.advanceTo(START.plus(Duration.ofHours(1)));

    assertThat(ran).isEmpty();
    assertThat(timeline.ahead()).hasSize(1);
  }

  @Test
  void runsWhatAnItemAddsOnTheWay() throws InterruptedException {
    timeline.at(
        START.plus(Duration.ofHours(1)),
        "schedule",
        "a",
        () -> at(Duration.ofHours(2), "retry", "b"));

    timeline.advanceTo(START.plus(Duration.ofHours(2)));

    assertThat(ran).containsExactly("b@2026-11-20T02:00:00Z");
  }

  @Test
  void waitsForWhatIsInFlightBeforeItJumpsAgain() throws InterruptedException {
    CountDownLatch finish = new CountDownLatch(1);
    timeline.at(
        START.plus(Duration.ofHours(1)),
        "schedule",
        "slow",
        () -> {
          Activity.Ticket ticket = activity.begin();
          Thread.ofVirtual()
              .start(
                  () -> {
                    awaitQuietly(finish);
                    ran.add("slow ended@" + now.get());
                    ticket.close();
                  });
        });
    at(Duration.ofHours(2), "schedule", "next");
    Thread advancing =
        Thread.ofVirtual().start(() -> advanceQuietly(START.plus(Duration.ofHours(2))));

    finish.countDown();
    advancing.join();

    assertThat(ran).containsExactly("slow ended@2026-11-20T01:00:00Z", "next@2026-11-20T02:00:00Z");
  }

  @Test
  void doesNotRunACancelledItem() throws InterruptedException {
    Timeline.Due due = timeline.at(START.plusSeconds(1), "retry", "a", () -> ran.add("a"));

    assertThat(timeline.cancel(due)).isTrue();
    timeline.advanceTo(START.plusSeconds(2));

    assertThat(ran).isEmpty();
    assertThat(timeline.cancel(due)).isFalse();
  }

  @Test
  void refusesToGoBack() {
    assertThatThrownBy(() -> timeline.advanceTo(START.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forward only");
  }

  @Test
  void advancesByNothingThoughTimePassesMeanwhile() throws InterruptedException {
    Clock ticking =
        new Clock() {
          private Instant last = START;

          @Override
          public Instant instant() {
            last = last.plusNanos(1);
            return last;
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
          }
        };
    List<Instant> jumps = new ArrayList<>();
    try (Timeline timeline = new Timeline(ticking, jumps::add, new Activity())) {
      timeline.at(START, "lambda", "due", () -> {});
      assertThat(timeline.advanceBy(Duration.ZERO)).hasSize(1);
    }
    assertThat(jumps).isEmpty();
  }

  @Test
  void goesOnAfterAnItemFails() throws InterruptedException {
    timeline.at(
        START.plusSeconds(1),
        "schedule",
        "bad",
        () -> {
          throw new IllegalStateException("on purpose");
        });
    at(Duration.ofSeconds(2), "schedule", "good");

    timeline.advanceTo(START.plusSeconds(2));

    assertThat(ran).hasSize(1);
  }

  @Test
  void goesOnAfterAnErrorAsTimePasses() throws InterruptedException {
    CountDownLatch good = new CountDownLatch(1);
    try (Timeline running = new Timeline(new StillClock(), now::set, activity)) {
      running.at(
          START,
          "schedule",
          "bad",
          () -> {
            throw new OutOfMemoryError("on purpose");
          });
      running.at(START, "schedule", "good", good::countDown);
      running.start();
      assertThat(good.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void advanceQuietly(Instant target) {
    try {
      timeline.advanceTo(target);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
