package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two synths from two folders are the same to the byte. The second runs in a process of its own,
 * because the order of Java's immutable maps is another in each.
 */
class ReproducibleSynthTest {

  @Test
  void writesTheSameAssemblyFromAnotherFolderInAnotherProcess(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path local = folder.resolve("one/else");
    Checkout.shipped(Files.createDirectories(local));
    Process shipped = start(local, "local");
    Path elsewhere = folder.resolve("two");
    Synthesised.otherCheckout(elsewhere);
    Process other = start(elsewhere, Synthesised.LONGEST_STAGE);

    assertThat(shipped.waitFor()).as(output(local)).isZero();
    assertThat(other.waitFor()).as(output(elsewhere)).isZero();
    assertThat(files(local.resolve("out"))).isEqualTo(files(Synthesised.LOCAL));
    assertThat(files(elsewhere.resolve("out"))).isEqualTo(files(Synthesised.OTHER));
  }

  private static Process start(Path home, String stage) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.sundial.infra.SundialApp",
            "--stage",
            stage,
            "--out",
            "out")
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("output.txt").toFile())
        .start();
  }

  private static String output(Path home) throws IOException {
    return Files.readString(home.resolve("output.txt"));
  }

  private static Map<String, List<String>> files(Path folder) throws IOException {
    Map<String, List<String>> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(folder)) {
      for (Path file : list.toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        files.put(file.getFileName().toString(), text.lines().toList());
      }
    }
    return files;
  }
}
