package dev.sundial.local.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The local cloud's own time: real time plus the offset, whatever the offset is at the moment of
 * the call.
 */
public final class VirtualClock extends Clock {

  private final Clock real;
  private final OffsetFile offset;

  /**
   * @param real the clock the offset is added to, {@code Clock.systemUTC()} but for tests
   * @param offset shared with the agents of all other processes
   */
  public VirtualClock(Clock real, OffsetFile offset) {
    this.real = real;
    this.offset = offset;
  }

  /**
   * Moves virtual time, everywhere, to an instant that is not past.
   *
   * @throws IllegalArgumentException when it is past, or further ahead than {@link
   *     OffsetFile#LIMIT}
   */
  public void moveTo(Instant target) {
    offset.advance(Duration.between(instant(), target));
  }

  @Override
  public Instant instant() {
    return real.instant().plusMillis(offset.millis());
  }

  @Override
  public long millis() {
    return real.millis() + offset.millis();
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public VirtualClock withZone(ZoneId zone) {
    return new VirtualClock(real.withZone(zone), offset);
  }
}
