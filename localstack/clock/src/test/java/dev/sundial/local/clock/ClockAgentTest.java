package dev.sundial.local.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClockAgentTest {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Path folder;

  ClockAgentTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void movesEveryJavaTimeClockAndLeavesTheWallClockReal() throws Exception {
    var offset = OffsetFile.open(folder.resolve("clock"));
    offset.advance(Duration.ofDays(1));

    try (var probe = start(offset.path())) {
      assertThat(probe.ahead()).isEqualTo(allBy(DAY));
    }
  }

  @Test
  void showsAJumpToAJvmThatRuns() throws Exception {
    var offset = OffsetFile.open(folder.resolve("clock"));

    try (var probe = start(offset.path())) {
      assertThat(probe.ahead()).isEqualTo(allBy(0));
      offset.advance(Duration.ofDays(1));
      assertThat(probe.ahead()).isEqualTo(allBy(DAY));
      offset.advance(Duration.ofMillis(1));
      assertThat(probe.ahead()).isEqualTo(allBy(DAY + 1));
    }
  }

  @Test
  void showsAJumpToAJvmThatWasStoppedMeanwhile() throws Exception {
    var offset = OffsetFile.open(folder.resolve("clock"));

    try (var probe = start(offset.path())) {
      assertThat(probe.ahead()).isEqualTo(allBy(0));
      probe.signal("STOP");
      offset.advance(Duration.ofDays(2));
      probe.signal("CONT");
      assertThat(probe.ahead()).isEqualTo(allBy(2 * DAY));
    }
  }

  @Test
  void keepsAJvmFromStartingWithoutItsOffset() throws Exception {
    try (var probe = start(folder.resolve("absent"))) {
      assertThat(probe.process.waitFor()).isNotZero();
    }
    Files.write(folder.resolve("short"), new byte[7]);
    try (var probe = start(folder.resolve("short"))) {
      assertThat(probe.process.waitFor()).isNotZero();
    }
  }

  private static List<Long> allBy(long millis) {
    return List.of(millis, millis, millis, millis, millis, millis, millis, 0L);
  }

  private Probe start(Path offset) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new Probe(
        new ProcessBuilder(
                java.toString(),
                "-javaagent:" + AgentJar.in(folder) + "=" + offset,
                "-cp",
                System.getProperty("java.class.path"),
                ClockProbe.class.getName())
            .redirectError(folder.resolve("stderr").toFile())
            .start());
  }

  private static final class Probe implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;

    Probe(Process process) {
      this.process = process;
      this.answers = process.inputReader();
    }

    List<Long> ahead() throws IOException {
      var questions = process.outputWriter();
      questions.write("\n");
      questions.flush();
      var line = answers.readLine();
      return List.of(line.substring(1, line.length() - 1).split(", ")).stream()
          .map(Long::valueOf)
          .toList();
    }

    void signal(String name) throws Exception {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() throws Exception {
      process.destroyForcibly().waitFor();
    }
  }
}
