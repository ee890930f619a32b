package dev.sundial.local.clock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The program under the agent: for each line on its input, how many milliseconds each clock is
 * ahead of {@code System.currentTimeMillis}.
 */
final class ClockProbe {

  /** The last one must stay where it is. */
  private static final List<LongSupplier> CLOCKS =
      List.of(
          () -> Instant.now().toEpochMilli(),
          () -> Clock.systemUTC().millis(),
          () -> Clock.systemUTC().instant().toEpochMilli(),
          () -> Clock.tickMillis(ZoneOffset.UTC).millis(),
          () -> InstantSource.system().millis(),
          () -> LocalDateTime.now(ZoneOffset.UTC).toInstant(ZoneOffset.UTC).toEpochMilli(),
          () -> ZonedDateTime.now(ZoneOffset.UTC).toInstant().toEpochMilli(),
          () -> new Date().getTime());

  private ClockProbe() {}

  public static void main(String[] args) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      System.out.println(CLOCKS.stream().map(ClockProbe::ahead).toList());
    }
  }

  /** Exact: looks again until real time stood still around the look. */
  private static long ahead(LongSupplier clock) {
    while (true) {
      long before = System.currentTimeMillis();
      long seen = clock.getAsLong();
      if (System.currentTimeMillis() == before) {
        return seen - before;
      }
    }
  }
}
