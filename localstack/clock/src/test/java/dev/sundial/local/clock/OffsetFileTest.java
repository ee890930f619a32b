package dev.sundial.local.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OffsetFileTest {

  private final Path path;

  OffsetFileTest(@TempDir Path folder) {
    path = folder.resolve("clock");
  }

  @Test
  void startsAtZeroAndSurvivesItsWriter() throws Exception {
    assertThat(OffsetFile.open(path).offset()).isZero();
    assertThat(OffsetFile.open(path).advance(Duration.ofHours(36))).isEqualTo(Duration.ofHours(36));

    assertThat(OffsetFile.open(path).offset()).isEqualTo(Duration.ofHours(36));
    var bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.nativeOrder());
    assertThat(bytes.getLong()).isEqualTo(129_600_000L);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void movesForwardOnly() throws Exception {
    var file = OffsetFile.open(path);
    file.advance(Duration.ofSeconds(1));

    assertThatThrownBy(() -> file.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The clock moves forward only: PT-0.000000001S");
    assertThat(file.advance(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void roundsAJumpUpToTheMillisecond() throws Exception {
    var file = OffsetFile.open(path);

    assertThat(file.advance(Duration.ofMillis(5))).isEqualTo(Duration.ofMillis(5));
    assertThat(file.advance(Duration.ofMillis(5).plusNanos(1))).isEqualTo(Duration.ofMillis(11));
  }

  @Test
  void goesToItsLimitAndNotBeyond() throws Exception {
    var file = OffsetFile.open(path);

    assertThatThrownBy(() -> file.advance(OffsetFile.LIMIT.plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("36525 days");
    assertThatThrownBy(() -> file.advance(Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file.advance(OffsetFile.LIMIT)).isEqualTo(OffsetFile.LIMIT);
    assertThatThrownBy(() -> file.advance(Duration.ofNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAFileThatHoldsSomethingElse() throws Exception {
    Files.writeString(path, "not an offset");
    assertThatThrownBy(() -> OffsetFile.open(path))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("13 bytes");

    Files.write(path, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
    assertThatThrownBy(() -> OffsetFile.open(path))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("-1 ms");
  }

  @Test
  void virtualClockIsRealTimePlusTheOffsetOfTheMoment() throws Exception {
    var file = OffsetFile.open(path);
    var real = Instant.parse("2026-11-20T03:15:00Z");
    var clock = new VirtualClock(Clock.fixed(real, ZoneOffset.UTC), file);

    assertThat(clock.instant()).isEqualTo(real);
    file.advance(Duration.ofHours(36));
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-21T15:15:00Z"));
    assertThat(clock.millis()).isEqualTo(clock.instant().toEpochMilli());

    clock.moveTo(Instant.parse("2026-11-21T15:15:30Z"));
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-21T15:15:30Z"));
    assertThatThrownBy(() -> clock.moveTo(Instant.parse("2026-11-21T15:15:29.999Z")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forward only");

    var berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
    file.advance(Duration.ofHours(1));
    assertThat(berlin.instant()).isEqualTo(Instant.parse("2026-11-21T16:15:30Z"));
    assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
  }
}
