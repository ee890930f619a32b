package dev.sundial.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final Faults faults = new Faults();

  private static Fault fault(
      String operation,
      Optional<String> function,
      Optional<Integer> call,
      Optional<Integer> count,
      double rate) {
    return new Fault(
        "dynamodb",
        operation,
        function,
        call,
        Fault.Mode.THROTTLE,
        Duration.ofSeconds(1),
        count,
        rate,
        7);
  }

  private boolean strikes(String operation, String function, int call) {
    return faults.strike("dynamodb", operation, Optional.of(function), call).isPresent();
  }

  @Test
  void strikesAsOftenAsItsCountAndNoMore() {
    faults.plant(fault("PutItem", Optional.empty(), Optional.empty(), Optional.of(2), 1));

    assertThat(strikes("PutItem", "f", 1)).isTrue();
    assertThat(strikes("GetItem", "f", 2)).isFalse();
    assertThat(strikes("PutItem", "f", 3)).isTrue();
    assertThat(strikes("PutItem", "f", 4)).isFalse();
    assertThat(faults.list().getFirst().matched()).isEqualTo(3);
    assertThat(faults.list().getFirst().done()).isEqualTo(2);
  }

  @Test
  void strikesOnlyTheNumberedCallOfTheNamedFunction() {
    faults.plant(fault("*", Optional.of("f"), Optional.of(3), Optional.empty(), 1));

    assertThat(strikes("GetItem", "f", 2)).isFalse();
    assertThat(strikes("GetItem", "g", 3)).isFalse();
    assertThat(strikes("PutItem", "f", 3)).isTrue();
    assertThat(faults.strike("dynamodb", "PutItem", Optional.empty(), 0)).isEmpty();
  }

  @Test
  void drawsTheSameCallsForTheSameSeed() {
    faults.plant(fault("PutItem", Optional.empty(), Optional.empty(), Optional.empty(), 0.5));
    Faults again = new Faults();
    again.plant(fault("PutItem", Optional.empty(), Optional.empty(), Optional.empty(), 0.5));

    boolean[] first = draws(faults);
    assertThat(draws(again)).isEqualTo(first);
    assertThat(first).contains(true).contains(false);
  }

  @Test
  void aKillMeetsFunctionsOnly() {
    Faults faults = new Faults();
    int unused =
        faults.plant(
            new Fault(
                "s3",
                "*",
                Optional.empty(),
                Optional.empty(),
                Fault.Mode.KILL_BEFORE,
                Duration.ZERO,
                Optional.of(1),
                1,
                0));
    assertThat(faults.strike("s3", "PutObject", Optional.empty(), 1)).isEmpty();
    assertThat(faults.strike("s3", "PutObject", Optional.of("training"), 1)).isPresent();
  }

  @Test
  void aDelayEndsWhenTheFaultsAreCleared() throws Exception {
    Faults faults = new Faults();
    Fault hour =
        new Fault(
            "*",
            "*",
            Optional.empty(),
            Optional.empty(),
            Fault.Mode.DELAY,
            Duration.ofHours(1),
            Optional.empty(),
            1,
            0);
    FutureTask<Boolean> delayed =
        new FutureTask<>(
            () -> {
              faults.delay(hour);
              return true;
            });
    Thread caller = Thread.ofPlatform().daemon().start(delayed);
    while (caller.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(5);
    }
    faults.clear();
    assertThat(delayed.get(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void refusesARateOfNothing() {
    assertThatThrownBy(() -> fault("*", Optional.empty(), Optional.empty(), Optional.empty(), 0))
        .hasMessageContaining("rate");
  }

  private static boolean[] draws(Faults from) {
    boolean[] draws = new boolean[40];
    IntStream.range(0, 40)
        .forEach(
            i -> draws[i] = from.strike("dynamodb", "PutItem", Optional.empty(), 0).isPresent());
    return draws;
  }
}
