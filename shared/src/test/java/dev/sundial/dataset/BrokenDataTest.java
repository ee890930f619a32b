package dev.sundial.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sundial.spec.ModelSpec;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every kind of broken data is refused, with bucket, key, line and column where it has them. */
class BrokenDataTest {
  private static final String GOOD =
      "1,2,a\n3,4,a\n5,6,a\n7,8,a\n9,10,a\n11,12,b\n13,14,b\n15,16,b\n17,18,b\n19,20,b\n";

  @Test
  void noObjectAtAll() {
    assertProblems(
        new DataBucketFake(),
        "/: no object below this prefix ends in .csv, .ndjson or .jsonl, each also with .gz; it holds 0 others");
  }

  @Test
  void onlyOtherObjects() {
    assertProblems(
        new DataBucketFake().with("iris/1.tsv", "x").with("iris/notes.txt", "y"),
        "/: no object below this prefix ends in .csv, .ndjson or .jsonl, each also with .gz; it holds 2 others");
  }

  @Test
  void anEmptyObject() {
    assertProblems("", "/1.csv: is empty");
  }

  @Test
  void onlyBlankLines() {
    assertProblems("\n \n\r\n", "/1.csv: has no header, only blank lines");
  }

  @Test
  void onlyAByteOrderMark() {
    assertProblems("\uFEFF", "/1.csv: has no header, only blank lines");
  }

  @Test
  void onlyAHeader() {
    assertProblems("x,y,label\n", "/1.csv: has 0 rows, at least 10 are needed");
  }

  @Test
  void tooFewRows() {
    assertProblems("x,y,label\n" + first(9), "/1.csv: has 9 rows, at least 10 are needed");
  }

  @Test
  void aMissingTarget() {
    assertProblems(
        "x,y,Label\n" + GOOD,
        "/1.csv:1: column \"label\": is missing from the header; it is the target");
  }

  @Test
  void anotherSeparator() {
    assertProblems(
        "x;y;label\n1,5;2;a\n", "/1.csv:1: separates its fields by semicolons, must by commas");
    assertProblems(
        "\"x\";\"y\";\"label\"\n1;2;a\n",
        "/1.csv:1: separates its fields by semicolons, must by commas");
    assertProblems(
        "\"x\"\t\"y\"\t\"label\"\n", "/1.csv:1: separates its fields by tabs, must by commas");
    assertProblems(
        "\nx\ty, cm\tlabel\n1\t2\ta\n", "/1.csv:2: separates its fields by tabs, must by commas");
    assertProblems(
        "x | y | label\n1|2|a\n",
        "/1.csv:1: separates its fields by vertical bars, must by commas");
  }

  @Test
  void aMissingTargetWhateverTheSeparator() {
    assertProblems(
        "x;y\n1;2\n", "/1.csv:1: column \"label\": is missing from the header; it is the target");
  }

  @Test
  void aHeaderAgain() {
    String csv = "x,y,label\n" + GOOD;
    assertProblems(csv + csv, "/1.csv:12: repeats the header; are these files put together?");
    assertProblems(
        csv + "\uFEFF x,\"y\",label\r\n" + GOOD,
        "/1.csv:12: repeats the header; are these files put together?");
    assertProblems(
        csv + "x,y,labels\n",
        "/1.csv:12: column \"x\": must be a decimal number, was \"x\"",
        "/1.csv:12: column \"y\": must be a decimal number, was \"y\"");
  }

  @Test
  void missingFeatures() {
    assertProblems(
        DatasetReaderTest.spec("label", "x", "z", "w"),
        new DataBucketFake().with("iris/1.csv", "\nx,y,label\n" + GOOD),
        "/1.csv:2: column \"z\": is missing from the header",
        "/1.csv:2: column \"w\": is missing from the header");
  }

  @Test
  void noFeatureAtAll() {
    assertProblems("label\na\nb\n", "/1.csv:1: has no column besides the target");
  }

  @Test
  void aColumnOnlyALaterObjectHas() {
    assertProblems(
        new DataBucketFake()
            .with("iris/1.csv", "x,y,label\n" + GOOD)
            .with("iris/2.csv", "x,y,z,label\n1,2,3,a\n"),
        "/2.csv:1: column \"z\": is not in the first object, iris/1.csv; name the features in the"
            + " spec");
  }

  @Test
  void aColumnALaterObjectLacks() {
    assertProblems(
        new DataBucketFake()
            .with("iris/1.csv", "x,y,label\n" + GOOD)
            .with("iris/2.csv", "x,label\n1,a\n"),
        "/2.csv:1: column \"y\": is missing from the header");
  }

  @Test
  void columnsThatStandTwice() {
    assertProblems("x,x,label\n" + GOOD, "/1.csv:1: column \"x\": stands twice in the header");
    assertProblems("label,x,label\n", "/1.csv:1: column \"label\": stands twice in the header");
    assertProblems("x, x ,label\n" + GOOD, "/1.csv:1: column \"x\": stands twice in the header");
  }

  @Test
  void aColumnWithoutAName() {
    assertProblems(
        ",x,label\n" + GOOD,
        "/1.csv:1: column number 1 has no name; name the features in the spec");
  }

  @Test
  void aHeaderWithTenThousandColumns() {
    String header =
        IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    assertProblems(
        header + ",label\n",
        "/1.csv:1: has 10000 features, at most 4096 can be trained on; name some in the spec");
    String wide =
        IntStream.range(0, 20_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    assertProblems(wide + ",label\n", "/1.csv:1: has more than 16384 columns");
  }

  @Test
  void aColumnNameTooLongToServe() {
    String name = "n".repeat(1025);
    assertProblems(
        name + ",label\n",
        "/1.csv:1: column \"" + "n".repeat(60) + "…\": its name is longer than 1024 bytes");
  }

  @Test
  void missingValues() {
    assertProblems(
        "x,y,label\n,2,a\n1, ,a\n1,2,\n1,2,\"  \"\n" + GOOD,
        "/1.csv:2: column \"x\": has no value",
        "/1.csv:3: column \"y\": has no value",
        "/1.csv:4: column \"label\": has no value",
        "/1.csv:5: column \"label\": has no value");
  }

  @Test
  void valuesThatAreNoDecimalNumbers() {
    assertProblems(
        "x,y,label\nNaN,2,a\n1,Infinity,a\n0x10,2,a\n\"1,5\",2,a\n１２,2,a\nfive,2,a\n1e400,2,a\n"
            + GOOD,
        "/1.csv:2: column \"x\": must be a decimal number, was \"NaN\"",
        "/1.csv:3: column \"y\": must be a decimal number, was \"Infinity\"",
        "/1.csv:4: column \"x\": must be a decimal number, was \"0x10\"",
        "/1.csv:5: column \"x\": must be a decimal number, was \"1,5\"",
        "/1.csv:6: column \"x\": must be a decimal number, was \"１２\"",
        "/1.csv:7: column \"x\": must be a decimal number, was \"five\"",
        "/1.csv:8: column \"x\": must not exceed ±1.0E100, was \"1e400\"");
  }

  @Test
  void rowsOfAnotherLengthThanTheHeader() {
    assertProblems(
        "x,y,label\n1,2\n1,2,a,4\n1\n" + GOOD,
        "/1.csv:2: has 2 fields, the header has 3",
        "/1.csv:3: has 4 fields, the header has 3",
        "/1.csv:4: has 1 field, the header has 3");
  }

  @Test
  void theLineOfARowThatFollowsAQuotedLineBreak() {
    assertProblems(
        "x,y,label\r\n1,2,\"a\r\nb\"\r\n\r\nfive,2,a\r\n",
        "/1.csv:5: column \"x\": must be a decimal number, was \"five\"");
  }

  @Test
  void aSingleLabel() {
    assertProblems(
        "x,y,label\n" + GOOD.replace('b', 'a'),
        "/1.csv: column \"label\": is \"a\" in every row; at least 2 labels are needed");
  }

  @Test
  void labelsWithASingleRow() {
    assertProblems(
        new DataBucketFake()
            .with("iris/1.csv", "x,y,label\n" + GOOD)
            .with("iris/2.csv", "x,y,label\n1,2,a\n1,2,\"new\nlabel\"\n"),
        "/2.csv:3: column \"label\": only this row has the label \"new\\u000alabel\", at least 2"
            + " must");
  }

  @Test
  void twoRowsAreEnoughForALabel() throws Exception {
    DataBucketFake bucket =
        new DataBucketFake().with("iris/1.csv", "x,y,label\n" + GOOD + "1,2,c\n1,2,c\n");
    assertThat(DatasetReaderTest.read(DatasetReaderTest.spec("label"), bucket).dataset().rows())
        .isEqualTo(12);
  }

  @Test
  void moreLabelsThanAModelCanTellApart() {
    String rows =
        IntStream.rangeClosed(1, 1001)
            .mapToObj(i -> "1,2," + i + "\n")
            .collect(Collectors.joining());
    assertProblems(
        "x,y,label\n" + rows,
        "/1.csv:1002: column \"label\": has more than 1000 different labels; is it a number?");
  }

  @Test
  void aLabelTooLongToServe() {
    assertProblems(
        "x,y,label\n1,2," + "é".repeat(513) + "\n1,2," + "é".repeat(512) + "\n" + GOOD,
        "/1.csv:2: column \"label\": is longer than 1024 bytes");
  }

  @Test
  void aFieldOfTenMegabytes() {
    assertProblems(
        "x,y,label\n1,2,a\n1," + "2".repeat(10_000_000) + ",a\n",
        "/1.csv:3: holds a field longer than 65536 characters; is a quote left open?");
  }

  @Test
  void aQuoteLeftOpen() {
    assertProblems(
        "x,y,label\n1,2,a\n1,2,\"a\n" + GOOD,
        "/1.csv:3: is not CSV: Unclosed quoted field at end of input (record starting at line 3)");
  }

  @Test
  void textAfterAClosingQuote() {
    assertProblems(
        "x,y,label\n1,2,\"a\"b\n" + GOOD,
        "/1.csv:2: is not CSV: Unexpected character after closing quote: 'b' (0x62)");
  }

  @Test
  void bytesThatAreNotUtf8() {
    byte[] latin = ("x,y,label\n" + GOOD + "1,2,Grün\n").getBytes(StandardCharsets.ISO_8859_1);
    assertProblems(
        new DataBucketFake().with("iris/1.csv", latin),
        "/1.csv:12: holds bytes that are not UTF-8");
    byte[] cut = "x,y,label\n1,2,é".getBytes(StandardCharsets.UTF_8);
    assertProblems(
        new DataBucketFake().with("iris/1.csv", java.util.Arrays.copyOf(cut, cut.length - 1)),
        "/1.csv:2: holds bytes that are not UTF-8");
  }

  @Test
  void otherEncodingsByTheirFirstBytes() {
    assertProblems(
        new DataBucketFake().with("iris/1.csv", "x,y,label\n".getBytes(StandardCharsets.UTF_16)),
        "/1.csv:1: is UTF-16; save it as UTF-8");
    assertProblems(
        new DataBucketFake().with("iris/1.csv", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}),
        "/1.csv:1: is compressed with gzip; let its key end in .gz");
    assertProblems(
        new DataBucketFake().with("iris/1.csv", new byte[] {'P', 'K', 3, 4, 0}),
        "/1.csv:1: is a zip archive or a spreadsheet; store its text");
  }

  @Test
  void problemsOfAllObjectsUpToTwenty() {
    DataBucketFake bucket =
        new DataBucketFake()
            .with("iris/1.csv", "x,y,label\n" + "?,2,a\n".repeat(15))
            .with("iris/2.csv", "x,y,label\n" + "?,2,a\n".repeat(15));
    BadDataException thrown = Refused.problems(DatasetReaderTest.spec("label"), bucket);
    assertThat(thrown.problems()).hasSize(20);
    assertThat(thrown.problems().getLast())
        .isEqualTo(
            new DataProblem("data", "iris/2.csv", 6, "x", "must be a decimal number, was \"?\""));
  }

  @Test
  void moreRowsThanMemoryHolds() {
    DataBucketFake bucket = new DataBucketFake().with("iris/1.csv", "x,y,label\n" + GOOD);
    RowBudget tenRows = new RowBudget(10 * (120 + 2 * 20));
    RowBudget nineRows = new RowBudget(10 * (120 + 2 * 20) - 1);
    ModelSpec spec = DatasetReaderTest.spec("label");
    assertThat(
            catchThrowableOfType(
                BadDataException.class,
                () -> new DatasetReader(bucket, "data", tenRows).read(spec)))
        .isNull();
    assertThat(
            catchThrowableOfType(
                BadDataException.class,
                () -> new DatasetReader(bucket, "data", nineRows).read(spec)))
        .hasMessage(
            "s3://data/iris/1.csv:11: the function's memory holds 9 rows; raise training.memory");
  }

  @Test
  void moreLabelsThanMemoryHoldsForBoosting() {
    DataBucketFake bucket = new DataBucketFake().with("iris/1.csv", "x,y,label\n" + GOOD);
    ModelSpec spec =
        ModelSpec.fromJson(
            """
            {"name":"iris","task":"classification","target":"label",
             "trainer":{"name":"gradient-boosting"}}""");
    RowBudget tenRows = new RowBudget(10 * (120 + 2 * 24 + 2 * 16));
    RowBudget nineRows = new RowBudget(10 * (120 + 2 * 24 + 2 * 16) - 1);
    assertThat(
            catchThrowableOfType(
                BadDataException.class,
                () -> new DatasetReader(bucket, "data", tenRows).read(spec)))
        .isNull();
    assertThat(
            catchThrowableOfType(
                BadDataException.class,
                () -> new DatasetReader(bucket, "data", nineRows).read(spec)))
        .hasMessage(
            "s3://data/iris/1.csv:11: the function's memory holds 9 rows; raise training.memory");
  }

  private static String first(int rows) {
    return GOOD.lines().limit(rows).collect(Collectors.joining("\n"));
  }

  private static void assertProblems(String csv, String... problems) {
    assertProblems(new DataBucketFake().with("iris/1.csv", csv), problems);
  }

  private static void assertProblems(DataBucketFake bucket, String... problems) {
    assertProblems(DatasetReaderTest.spec("label"), bucket, problems);
  }

  private static void assertProblems(ModelSpec spec, DataBucketFake bucket, String... problems) {
    Refused.assertProblems(spec, bucket, problems);
  }
}
