package dev.sundial.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.cli.Verbs;
import dev.sundial.lifecycle.TrainingAnswer;
import dev.sundial.lifecycle.TrainingAnswer.Outcome;
import dev.sundial.registry.ServingPointer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Data of every kind, put where a schedule would find it, and what the run says of it. */
@ExtendWith(CloudExtension.class)
final class BrokenDataIT {
  private static final String HEADER = "width,height,species\n";
  private static final String ROWS =
      """
      1,2,a
      3,4,a
      5,6,a
      7,8,a
      9,10,a
      11,12,b
      13,14,b
      15,16,b
      17,18,b
      19,20,b
      """;

  private final Model broken;

  BrokenDataIT(Cloud cloud) {
    this.broken = cloud.model("broken");
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        bad("an empty object", "", ": is empty"),
        bad("only blank lines", "\n\r\n \n", ": has no header, only blank lines"),
        bad("only a header", HEADER, ": has 0 rows, at least 10 are needed"),
        bad(
            "too few rows",
            HEADER + ROWS.replace("19,20,b\n", ""),
            ": has 9 rows, at least 10 are needed"),
        bad(
            "a missing column",
            "width,height,colour\n" + ROWS,
            ":1: column \"species\": is missing from the header; it is the target"),
        bad(
            "a duplicate column",
            "width,width,species\n" + ROWS,
            ":1: column \"width\": stands twice in the header"),
        bad("a missing value", HEADER + ROWS + "1,,a\n", ":12: column \"height\": has no value"),
        bad("a missing label", HEADER + ROWS + "1,2,\n", ":12: column \"species\": has no value"),
        bad(
            "a word",
            HEADER + "five,2,a\n" + ROWS,
            ":2: column \"width\": must be a decimal number, was \"five\""),
        bad(
            "not a number",
            HEADER + ROWS + "1,NaN,a\n",
            ":12: column \"height\": must be a decimal number, was \"NaN\""),
        bad(
            "infinity",
            HEADER + ROWS + "-Infinity,1,a\n",
            ":12: column \"width\": must be a decimal number, was \"-Infinity\""),
        bad(
            "a number beyond doubles",
            HEADER + ROWS + "1,1e999,a\n",
            ":12: column \"height\": must not exceed ±1.0E100, was \"1e999\""),
        bad(
            "a single class",
            HEADER + ROWS.replace('b', 'a'),
            ": column \"species\": is \"a\" in every row; at least 2 labels are needed"),
        bad(
            "a class with one row",
            HEADER + ROWS + "1,2,c\n",
            ":12: column \"species\": only this row has the label \"c\", at least 2 must"),
        bad("a short row", HEADER + ROWS + "1,2\n", ":12: has 2 fields, the header has 3"),
        bad(
            "a row after a quoted line break",
            HEADER + ROWS + "1,2,\"a\nb\"\n1,2,\"a\nb\"\n\nx,2,a\n",
            ":17: column \"width\": must be a decimal number, was \"x\""));
  }

  private static Arguments bad(String kind, String csv, String problem) {
    return Arguments.of(kind, csv, problem);
  }

  static Stream<Arguments> good() {
    return Stream.of(
        Arguments.of("plain", HEADER + ROWS),
        Arguments.of("a byte order mark", "\uFEFF" + HEADER + ROWS),
        Arguments.of("CRLF", (HEADER + ROWS).replace("\n", "\r\n")),
        Arguments.of("blank lines", "\n\n" + HEADER + "\n" + ROWS.replace("\n", "\n\n")),
        Arguments.of("no line break at the end", HEADER + ROWS.strip()),
        Arguments.of(
            "quoted fields",
            "\"width\",\"height\",\"species\"\n"
                + ROWS.replaceAll("(\\d+),(\\d+),(.)", "\"$1\",\"$2\",\"$3, \"\"the\"\" \n one\"")),
        Arguments.of(
            "columns in another order",
            "species,height,width\n" + ROWS.replaceAll("(\\d+),(\\d+),(.)", "$3,$2,$1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void isRejectedAtOnceByObjectLineAndColumn(String kind, String csv, String problem) {
    broken.replaceData("data.csv", csv.getBytes(UTF_8));
    ServingPointer before = broken.pointer();

    TrainingAnswer answer = broken.train("{}");

    assertThat(answer.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(answer.reason()).isEqualTo("bad-data");
    assertThat(answer.message())
        .isEqualTo("s3://" + broken.dataBucket() + "/broken/data.csv" + problem);
    assertThat(broken.pointer().championVersion()).isEqualTo(before.championVersion());
    String run = answer.runId().value();
    assertThat(broken.cloud().listener().heard("broken", "runId", List.of(run)))
        .filteredOn(detail -> detail.path("runId").asText().equals(run))
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.get("reason").asText()).isEqualTo("bad-data");
              assertThat(failed.get("message").asText()).isEqualTo(answer.message());
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void isTrainedOnHoweverItIsWritten(String kind, String csv) {
    broken.replaceData("data.csv", csv.getBytes(UTF_8));
    TrainingAnswer answer = broken.train("{}");
    assertThat(answer.message()).isEmpty();
    assertThat(answer.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(answer.metrics()).containsEntry("trainingRows", 8.0).containsEntry("testRows", 2.0);
    broken.assertConsistent();
  }

  @Test
  void compressedAndNewlineDelimitedFilesArePutAndTrainedOnSideBySide(@TempDir Path folder)
      throws IOException {
    String lines =
        ROWS.replaceAll("(\\d+),(\\d+),(.)", "{\"species\":\"$3\",\"width\":$1,\"height\":$2}");
    broken.replaceData("data.csv", (HEADER + ROWS).getBytes(UTF_8));
    Verbs.Outcome put =
        broken
            .cloud()
            .verb(
                "data",
                "put",
                "broken",
                file(folder, "north.csv.gz", gzip(HEADER + ROWS)),
                file(folder, "south.ndjson", lines.getBytes(UTF_8)),
                file(folder, "west.jsonl.gz", gzip(lines)));
    assertThat(put.exit()).as(put.out()).isZero();

    Verbs.Outcome trained = broken.cloud().verb("train", "broken", "--json");

    assertThat(trained.exit()).as(trained.out()).isZero();
    TrainingAnswer answer = TrainingAnswer.fromJson(trained.out());
    assertThat(answer.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(answer.metrics()).containsEntry("trainingRows", 32.0).containsEntry("testRows", 8.0);
    assertThat(broken.pointer().championVersion()).isEqualTo(answer.version());
    broken.assertConsistent();
  }

  private static String file(Path folder, String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  @Test
  void aRejectedRunIsAnsweredAgainAndTriedAgainOnlyWhenRedriven() {
    broken.replaceData("data.csv", HEADER.getBytes(UTF_8));
    String event = "{'requestId':'%s'}".formatted(java.util.UUID.randomUUID());
    TrainingAnswer rejected = broken.train(event);
    assertThat(rejected.outcome()).isEqualTo(Outcome.REJECTED);

    broken.replaceData("data.csv", (HEADER + ROWS).getBytes(UTF_8));
    assertThat(broken.train(event)).isEqualTo(rejected);
    assertThat(broken.train(event.replace("}", ",'redrive':true}")).outcome())
        .isEqualTo(Outcome.PROMOTED);
  }
}
