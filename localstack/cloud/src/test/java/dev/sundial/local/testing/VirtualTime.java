package dev.sundial.local.testing;

import dev.sundial.local.time.Activity;
import dev.sundial.local.time.Timeline;
import java.time.Duration;
import java.time.Instant;

/** A timeline that moves only when the test says so. */
public final class VirtualTime {
  private final HandClock clock;
  private final Timeline timeline;

  public VirtualTime(String now) {
    clock = new HandClock(now);
    timeline = new Timeline(clock, clock::set, new Activity());
  }

  /** Another timeline on the same clock, as after a restart. */
  public VirtualTime(VirtualTime before) {
    clock = before.clock;
    timeline = new Timeline(clock, clock::set, new Activity());
  }

  public HandClock clock() {
    return clock;
  }

  public Timeline timeline() {
    return timeline;
  }

  public void advance(Duration by) throws InterruptedException {
    timeline.advanceTo(clock.instant().plus(by));
  }

  public void advanceTo(String instant) throws InterruptedException {
    timeline.advanceTo(Instant.parse(instant));
  }
}
