package dev.sundial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

final class MistypedTest {
  private static final int NOBODY_LISTENS = 1;

  @BeforeEach
  void checkout(@TempDir Path home) throws IOException {
    Typed.checkout(home, NOBODY_LISTENS);
  }

  static Stream<CommandLine> verbs() {
    List<CommandLine> all = new ArrayList<>();
    collect(Main.verbs(), all);
    return all.stream();
  }

  private static void collect(CommandLine verb, List<CommandLine> all) {
    all.add(verb);
    verb.getSubcommands().values().forEach(inner -> collect(inner, all));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbExplainsItselfAndEachOfItsWords(CommandLine verb) {
    List<String> words = List.of(verb.getCommandSpec().qualifiedName().split(" "));
    List<String> help = new ArrayList<>(words.subList(1, words.size()));
    help.add("--help");

    Typed typed = Typed.line(help.toArray(String[]::new));

    assertThat(typed.exit()).isZero();
    assertThat(typed.out()).startsWith("Usage: " + verb.getCommandSpec().qualifiedName());
    assertThat(verb.getCommandSpec().args())
        .allSatisfy(word -> assertThat(described(word)).as(word.toString()).isNotEmpty());
  }

  private static String described(ArgSpec word) {
    return String.join(" ", word.description());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbKnowsStageAndJson(CommandLine verb) {
    if (verb.getParent() != null) {
      assertThat(verb.getCommandSpec().optionsMap()).containsKeys("--stage", "--json", "--help");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', Which verb?",
    "versoins, Did you mean: sundial versions or",
    "versions, Missing required parameter: 'MODEL'",
    "versions Iris, MODEL",
    "versions iris petunia, petunia",
    "versions iris --limit 0, '--limit must be at least 1, was 0'",
    "versions iris --jsno, --jsno",
    "versions iris --stage Prod!, --stage",
    "train iris --seed x, --seed",
    "train iris --seed -1, '--seed must be from 0 to 2147483647, was -1'",
    "train iris --trainer adam, --trainer must be one of",
    "train iris --set depth, --set",
    "train iris --set depth=deep, '--set depth must be a number, was deep'",
    "predict iris, Give either values or a file",
    "predict iris 1 --json rows.json, Give either values or a file",
    "data, Which of put?",
    "data put iris, FILE",
    "failures, 'Which of list, show, redrive?'",
    "failures show, ID",
    "logs, FUNCTION",
    "logs iris --lines 0, '--lines must be at least 1, was 0'",
    "logs iris -f --json, --json is one document",
    "clock back, back",
    "clock advance, DURATION",
    "clock advance 36h, 'DURATION must be like PT36H or P3D, was 36h'",
    "clock advance -PT1H, 'the clock moves forward only, DURATION was -PT1H'",
    "clock set noon, 'INSTANT must be like 2026-11-20T03:15:00Z, was noon'",
    "up --environments 0, '--environments must be at least 1'",
    "up --set auth=iam --app x, --app deploys without one"
  })
  void isTwoWithTheReasonAndTheUsage(String line, String reason) {
    Typed typed = Typed.line(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).startsWith("sundial: ").contains(reason).contains("Usage: sundial");
  }

  @ParameterizedTest
  @CsvSource({
    "versions iris",
    "train iris",
    "predict iris 1 2 3 4",
    "failures list",
    "logs iris",
    "clock",
    "clock advance PT1H"
  })
  void isOneWithOneLineWhenNothingRuns(String line) {
    Typed typed = Typed.line(line.split(" "));

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err())
        .isEqualTo(
            "sundial: the local cloud does not answer on port 1: start it with ./sundial up");
  }

  @Test
  void upForgetsNothingUnderALocalCloudThatIsUp() {
    Typed typed = Typed.line("up", "--fresh");

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err())
        .isEqualTo(
            "sundial: it is already up on port 1 (pid "
                + ProcessHandle.current().pid()
                + "): ./sundial down stops it, then up --fresh forgets everything");
  }
}
