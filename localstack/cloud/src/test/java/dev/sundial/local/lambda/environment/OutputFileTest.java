package dev.sundial.local.lambda.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

  @Test
  void givesFinishedLinesAndTheRestAtTheEnd(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("output");
    try (OutputFile output = new OutputFile(file)) {
      write(file, "one\ntwo\r\nth");
      assertThat(output.lines()).containsExactly("one", "two");
      write(file, "ree\n\nfour");
      assertThat(output.lines()).containsExactly("three", "");
      assertThat(output.linesToTheEnd()).containsExactly("four");
      assertThat(output.linesToTheEnd()).isEmpty();
    }
  }

  @Test
  void cutsALineThatNeverEnds(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("output");
    try (OutputFile output = new OutputFile(file)) {
      write(file, "x".repeat(256 * 1024 + 1));
      assertThat(output.lines()).singleElement().asString().hasSize(256 * 1024);
      assertThat(output.linesToTheEnd()).containsExactly("x");
    }
  }

  @Test
  void forgetsWhatWasReadOnceItIsMuch(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("output");
    try (OutputFile output = new OutputFile(file)) {
      write(file, "a line of nineteen!\n".repeat(60_000));
      assertThat(output.lines()).hasSize(60_000);
      output.forget();
      assertThat(file).isEmptyFile();
      write(file, "after\n");
      assertThat(output.lines()).containsExactly("after");
    }
  }

  @Test
  void forgetsNothingThatNobodySaw(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("output");
    try (OutputFile output = new OutputFile(file)) {
      write(file, "a line of nineteen!\n".repeat(60_000));
      assertThat(output.lines()).hasSize(60_000);
      write(file, "unseen\nhalf a");
      output.forget();
      assertThat(file).isEmptyFile();
      write(file, " line\n");
      assertThat(output.lines()).containsExactly("unseen", "half a line");
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }
}
