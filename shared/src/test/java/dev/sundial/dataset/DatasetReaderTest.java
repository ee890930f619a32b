package dev.sundial.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.spec.ModelSpec;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;

class DatasetReaderTest {
  private static final String ROWS =
      "1,2,a\n3,4,a\n5,6,a\n7,8,a\n9,10,a\n11,12,b\n13,14,b\n15,16,b\n17,18,b\n19,20,b\n";

  @Test
  void readsARowThatReadsLikeTheHeader() throws Exception {
    LoadedData data =
        read(
            spec("a"),
            new DataBucketFake()
                .with("iris/1.csv", "1,2,a\n" + "1,2,a\n".repeat(6) + "3,4,b\n".repeat(6)));
    assertThat(data.dataset().rows()).isEqualTo(12);
  }

  @Test
  void readsTheShippedIris() throws Exception {
    byte[] iris = Files.readAllBytes(Path.of("../localstack/data/iris/iris.csv"));
    LoadedData loaded = read(spec("species"), new DataBucketFake().with("iris/iris.csv", iris));
    Dataset data = loaded.dataset();
    assertThat(data.features())
        .containsExactly(
            "sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)");
    assertThat(data.rows()).isEqualTo(150);
    Target.Labels labels = (Target.Labels) data.target();
    assertThat(labels.names()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(labels.counts()).containsExactly(50, 50, 50);
    double[] row = new double[4];
    data.copyRow(149, row, 0);
    assertThat(row).containsExactly(5.9, 3.0, 5.1, 1.8);
    assertThat(loaded.provenance().rows()).isEqualTo(150);
    assertThat(loaded.provenance().objects())
        .singleElement()
        .satisfies(
            object -> {
              assertThat(object.versionId()).isEqualTo("version-of-iris/iris.csv");
              assertThat(object.bytes()).isEqualTo(iris.length);
              assertThat(object.sha256()).isEqualTo(loaded.provenance().sha256());
            });
  }

  @Test
  void eachObjectsHeaderDecidesItsColumns() throws Exception {
    DataBucketFake bucket =
        new DataBucketFake()
            .with("iris/1.csv", "x,y,label\n" + ROWS)
            .with("iris/2.csv", "label,y,x\nb,200,100\n");
    Dataset data = read(spec("label"), bucket).dataset();
    assertThat(data.features()).containsExactly("x", "y");
    assertThat(data.column(0)).endsWith(19, 100);
    assertThat(data.column(1)).endsWith(20, 200);
  }

  @Test
  void theSpecsFeaturesDecideWhichColumnsCountAndInWhichOrder() throws Exception {
    DataBucketFake bucket =
        new DataBucketFake().with("iris/1.csv", "note,x,y,label\n" + noted(ROWS));
    Dataset data = read(spec("label", "y", "x"), bucket).dataset();
    assertThat(data.features()).containsExactly("y", "x");
    assertThat(data.column(0)).startsWith(2, 4);
    assertThat(data.column(1)).startsWith(1, 3);
  }

  @Test
  void readsQuotesWindowsLineEndsAByteOrderMarkAndBlankLines() throws Exception {
    String csv =
        "\uFEFF\r\n\"x\", y ,\"the \"\"label\"\"\"\r\n\r\n  \r\n"
            + (" 1.5 ,\"2\",\"a,\r\nb\"\r\n" + "1,2, c \r\n").repeat(5);
    Dataset data =
        read(spec("the \"label\""), new DataBucketFake().with("iris/1.CSV", csv)).dataset();
    assertThat(data.features()).containsExactly("x", "y");
    assertThat(data.rows()).isEqualTo(10);
    assertThat(data.column(0)).startsWith(1.5, 1.0);
    assertThat(((Target.Labels) data.target()).names()).containsExactly("a,\r\nb", "c");
  }

  @Test
  void labelsMayHoldAnyText() throws Exception {
    String csv = "x,label\n" + "1,\"say \"\"hi\"\"\"\n2,🌸\n3,\"two\nlines\"\n4,{}\n".repeat(3);
    Dataset data = read(spec("label"), new DataBucketFake().with("iris/1.csv", csv)).dataset();
    assertThat(((Target.Labels) data.target()).names())
        .containsExactly("say \"hi\"", "two\nlines", "{}", "🌸");
  }

  @Test
  void charactersAcrossBufferEndsStayWhole() throws Exception {
    String csv = "x,label\n" + ("1,é🌸é🌸é\n2,ü\n").repeat(20_000);
    Dataset data = read(spec("label"), new DataBucketFake().with("iris/1.csv", csv)).dataset();
    assertThat(data.rows()).isEqualTo(40_000);
    assertThat(((Target.Labels) data.target()).names()).containsExactly("é🌸é🌸é", "ü");
  }

  @Test
  void skipsOtherObjectsAndNamesThem() throws Exception {
    DataBucketFake bucket =
        new DataBucketFake()
            .with("iris/", "")
            .with("iris/README.md", "hello")
            .with("iris/a/1.csv", "x,y,label\n" + ROWS)
            .with("iris/old.csv.bz2", "?")
            .with("irises/1.csv", "not ours");
    DataProvenance provenance = read(spec("label"), bucket).provenance();
    assertThat(provenance.skipped()).containsExactly("iris/", "iris/README.md", "iris/old.csv.bz2");
    assertThat(provenance.skippedCount()).isEqualTo(3);
    assertThat(provenance.objects()).extracting(o -> o.key()).containsExactly("iris/a/1.csv");
  }

  @Test
  void countsRowsThatEqualAnEarlierOne() throws Exception {
    String rows = "1,2,a\n2,1,a\n1,2,b\n1,2.0,a\n0,0,b\n-0,0,b\n";
    String others = "3,1,a\n4,1,a\n5,1,b\n6,1,b\n";
    DataBucketFake bucket =
        new DataBucketFake()
            .with("iris/1.csv", "x,y,label\n" + rows + others)
            .with("iris/2.csv", "y,x,label\n1,3,a\n3,1,a\n");
    assertThat(read(spec("label"), bucket).provenance().repeatedRows()).isEqualTo(3);
  }

  @Test
  void anObjectWithAHeaderOnlyAddsNoRows() throws Exception {
    DataBucketFake bucket =
        new DataBucketFake()
            .with("iris/1.csv", "x,y,label\n" + ROWS)
            .with("iris/2.csv", "x,y,label");
    assertThat(read(spec("label"), bucket).provenance().objects())
        .extracting(o -> o.rows())
        .containsExactly(10L, 0L);
  }

  @Test
  void theHashIsOfAllBytesInTheOrderOfTheKeys() throws Exception {
    DataBucketFake parts =
        new DataBucketFake()
            .with("iris/b.csv", "x,label\n1,b\n2,b\n3,b\n4,b\n5,b\n")
            .with("iris/a.csv", "x,label\n1,a\n2,a\n3,a\n4,a\n5,a\n");
    assertThat(read(spec("label"), parts).provenance().sha256())
        .isEqualTo("2081391dd3461094b9ebe80354a545282d646d2e4e3ad122c9a8cf76a1467459");
  }

  @Test
  void regressionReadsNumbersToPredict() throws Exception {
    String csv = "x,price\n" + "1,2.5\n2,3.5\n".repeat(5);
    ModelSpec spec =
        new ModelSpec(
            spec("price").name(),
            dev.sundial.spec.Task.REGRESSION,
            "iris/",
            "price",
            List.of(),
            spec("price").split(),
            spec("price").trainer(),
            spec("price").schedule(),
            spec("price").training(),
            spec("price").expectEvery(),
            spec("price").promotion(),
            spec("price").alerts());
    Dataset data = read(spec, new DataBucketFake().with("iris/1.csv", csv)).dataset();
    assertThat(((Target.Numbers) data.target()).values()).startsWith(2.5, 3.5);
    assertThatThrownBy(
            () -> read(spec, new DataBucketFake().with("iris/1.csv", csv.replace("3.5", "2.5"))))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "s3://data/iris/1.csv: column \"price\": is 2.5 in every row; nothing can be learned");
  }

  @Test
  void aBrokenStreamIsNoFaultOfTheData() {
    DataBucketFake bucket = new DataBucketFake().with("iris/1.csv", "x,y,label\n" + ROWS);
    bucket.breaksAfter = 10L;
    assertThatThrownBy(() -> read(spec("label"), bucket)).isInstanceOf(UncheckedIOException.class);
    assertThat(bucket.aborted).isEqualTo(1);
  }

  @Test
  void anObjectThatEndsTooEarlyIsNoFaultOfTheData() {
    DataBucketFake bucket = new DataBucketFake().with("iris/1.csv", "x,y,label\n1,2,\"a");
    bucket.missing = 3;
    assertThatThrownBy(() -> read(spec("label"), bucket))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("the object broke off after 16 of 19 bytes");
  }

  @Test
  void anInterruptEndsTheReading() {
    String csv = "x,label\n" + "1,a\n2,b\n".repeat(2000);
    DataBucketFake bucket = new DataBucketFake().with("iris/1.csv", csv);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> read(spec("label"), bucket)).isInstanceOf(AbortedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aHugeObjectIsLeftWhereItBecomesUseless() {
    byte[] csv = new byte[10_000_000];
    java.util.Arrays.fill(csv, (byte) '7');
    System.arraycopy("x,label\n".getBytes(StandardCharsets.UTF_8), 0, csv, 0, 8);
    DataBucketFake bucket = new DataBucketFake().with("iris/1.csv", csv);
    assertThatThrownBy(() -> read(spec("label"), bucket)).isInstanceOf(BadDataException.class);
    assertThat(bucket.served()).isLessThan(400_000);
    assertThat(bucket.aborted).isEqualTo(1);
  }

  private static String noted(String rows) {
    return rows.lines().map(line -> "\"any, text\"," + line + "\n").reduce("", String::concat);
  }

  static LoadedData read(ModelSpec spec, DataBucketFake bucket) throws BadDataException {
    return new DatasetReader(bucket, "data", new RowBudget(100_000_000)).read(spec);
  }

  static ModelSpec spec(String target, String... features) {
    String quoted = target.replace("\"", "\\\"");
    String names = features.length == 0 ? "" : "\"" + String.join("\",\"", features) + "\"";
    return ModelSpec.fromJson(
        "{\"name\":\"iris\",\"task\":\"classification\",\"target\":\"%s\",\"features\":[%s],\"trainer\":{\"name\":\"cart\"}}"
            .formatted(quoted, names));
  }
}
