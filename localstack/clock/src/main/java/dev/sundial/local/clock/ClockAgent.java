package dev.sundial.local.clock;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.instrument.Instrumentation;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The java agent that moves {@code java.time.Clock}: {@code -javaagent:clock-agent.jar=FILE}, FILE
 * being an {@link OffsetFile}.
 *
 * <p>{@code Instant.now()}, every system clock and all that is built on them move, so also the
 * signing dates of the AWS SDK; {@code System.currentTimeMillis}, {@code new Date()} and {@code
 * System.nanoTime} stay real. The file stays mapped for the life of the process and is looked at on
 * each call. A JVM whose clock cannot be patched does not start: a function with the wrong time is
 * worse than none.
 */
public final class ClockAgent {

  private ClockAgent() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(@Nullable String argument, Instrumentation instrumentation)
      throws Exception {
    if (argument == null || argument.isBlank()) {
      throw new IllegalArgumentException("Which offset file? -javaagent:clock-agent.jar=FILE");
    }
    var patch = new ClockPatch(mapped(Path.of(argument)));
    instrumentation.addTransformer(patch, true);
    try {
      instrumentation.retransformClasses(
          Clock.class, Clock.systemUTC().getClass(), InstantSource.system().getClass());
    } finally {
      instrumentation.removeTransformer(patch);
    }
    patch.complete();
  }

  private static long mapped(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != OffsetFile.BYTES) {
        throw new IOException(file + " is no clock offset: " + channel.size() + " bytes");
      }
      return channel.map(MapMode.READ_ONLY, 0, OffsetFile.BYTES, Arena.global()).address();
    }
  }
}
