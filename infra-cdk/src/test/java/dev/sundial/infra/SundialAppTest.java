package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SundialAppTest {
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int run(Path home, String... arguments) {
    return SundialApp.run(
        arguments, home, home, new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--stag local | unknown option --stag",
        "--stage | --stage needs a value",
        "--stage a --stage b | --stage is there twice",
        "local | unknown option local",
        "--set auth | --set needs field=value, not auth",
        "--set =iam | --set needs field=value, not =iam",
        "--set auth=[iam] | --set takes one value: auth=[iam]",
      })
  void endsWithTwoWhenMistyped(String line, String message, @TempDir Path home) {
    assertThat(run(home, line.split(" "))).isEqualTo(2);
    assertThat(said()).startsWith(message + "\nusage: SundialApp");
  }

  @Test
  void endsWithOneAndEveryProblemWhenTheYamlIsWrong(@TempDir Path home) {
    new Checkout(home).zips().model("iris", "name: iris\n").stage("dev", "name: prod\n");
    assertThat(run(home, "--stage", "dev")).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            """
            stages/dev.yaml:1: name: must be the file's name, dev
            models/iris.yaml:1: task: is required
            models/iris.yaml:1: target: is required
            models/iris.yaml:1: trainer: is required
            """);
  }

  @Test
  void endsWithOneWhenAFunctionIsNotBuilt(@TempDir Path home) {
    assertThat(run(home, "--stage", "dev")).isEqualTo(1);
    assertThat(said()).endsWith("holds no training.zip: build the functions first (mvn package)\n");
  }

  @Test
  void explainsItself(@TempDir Path home) {
    assertThat(run(home, "--help")).isZero();
    assertThat(said()).startsWith("usage: SundialApp");
  }
}
