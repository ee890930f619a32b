package dev.sundial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedDataTest {
  private static final Path DATA = Path.of("../data");

  @Test
  void solarIsWhatItsGeneratorMakes(@TempDir Path folder) throws Exception {
    File made = folder.resolve("solar.csv").toFile();
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                DATA.resolve("MakeSolar.java").toString())
            .redirectOutput(made)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(java.waitFor()).isZero();
    assertThat(Files.readString(made.toPath()))
        .isEqualTo(Files.readString(DATA.resolve("solar/solar.csv")));
  }
}
