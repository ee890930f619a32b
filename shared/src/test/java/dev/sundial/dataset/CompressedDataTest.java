package dev.sundial.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Objects compressed with gzip are read as if they were not, and refused when they are not whole.
 */
class CompressedDataTest {
  private static final String CSV =
      "x,y,label\n1,2,a\n3,4,a\n5,6,a\n7,8,a\n9,10,a\n11,12,b\n13,14,b\n15,16,b\n17,18,b\n19,20,b\n";

  @Test
  void isReadLikeThePlainText() throws Exception {
    LoadedData plain = read(new DataBucketFake().with("iris/1.csv", CSV));
    byte[] packed = gzip(CSV);
    LoadedData unpacked = read(new DataBucketFake().with("iris/1.csv.gz", packed));
    assertThat(unpacked.dataset().column(1)).isEqualTo(plain.dataset().column(1));
    assertThat(unpacked.provenance().objects())
        .singleElement()
        .satisfies(
            object -> {
              assertThat(object.bytes()).isEqualTo(packed.length);
              assertThat(object.rows()).isEqualTo(10);
              assertThat(object.sha256()).isEqualTo(unpacked.provenance().sha256());
            });
  }

  @Test
  void severalMembersAreOneText() throws Exception {
    byte[] bytes = join(gzip(CSV.substring(0, 15)), gzip(""), gzip(CSV.substring(15)));
    assertThat(read(new DataBucketFake().with("iris/1.csv.gz", bytes)).dataset().rows())
        .isEqualTo(10);
  }

  @Test
  void membersThatEachHaveAHeader() throws Exception {
    assertProblem(
        join(gzip(CSV), gzip(CSV)), ":12: repeats the header; are these files put together?");
  }

  @Test
  void everyOptionalPartOfAHeaderIsSkipped() throws Exception {
    byte[] plain = gzip(CSV);
    byte[] extra = {2, 0, 'x', 'y'};
    byte[] texts = "name\0comment\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] start = Arrays.copyOf(plain, 10);
    start[3] = 2 | 4 | 8 | 16;
    CRC32 crc = new CRC32();
    crc.update(join(start, extra, texts));
    byte[] sum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
    byte[] whole = join(start, extra, texts, sum, rest);
    assertThat(read(new DataBucketFake().with("iris/1.csv.gz", whole)).dataset().rows())
        .isEqualTo(10);
    whole[join(start, extra, texts).length] ^= 1;
    assertProblem(whole, ":1: its gzip data is damaged; store it again");
  }

  @Test
  void anEmptyMemberHasNoHeader() {
    assertProblem(gzip(""), ": has no header, only blank lines");
    assertProblem(new byte[0], ": is empty");
  }

  @Test
  void wherePlainTextIsCalledGzip() {
    assertProblem(
        CSV.getBytes(StandardCharsets.UTF_8), ":1: is not gzip, although its key ends in .gz");
    assertProblem(new byte[] {0x1f}, ":1: is not gzip, although its key ends in .gz");
  }

  @Test
  void whatIsCompressedTwice() {
    assertProblem(gzip(gzip(CSV)), ":1: is compressed twice; compress it once");
  }

  @Test
  void dataThatBreaksOffAnywhere() {
    byte[] whole = gzip(CSV);
    for (int length = 2; length < whole.length; length++) {
      BadDataException refused =
          Refused.problems(
              DatasetReaderTest.spec("label"),
              new DataBucketFake().with("iris/1.csv.gz", Arrays.copyOf(whole, length)));
      assertThat(refused).as("cut to " + length).hasMessageContaining("its gzip data breaks off");
    }
  }

  @Test
  void theLineWhereTheDataBreaksOff() {
    StringBuilder csv = new StringBuilder("x,y,label\n");
    Random random = new Random(1);
    for (int row = 0; row < 50_000; row++) {
      csv.append(random.nextDouble()).append(",1,").append(row % 2 == 0 ? "a\n" : "b\n");
    }
    byte[] whole = gzip(csv.toString());
    String told =
        Refused.problems(
                DatasetReaderTest.spec("label"),
                new DataBucketFake().with("iris/1.csv.gz", Arrays.copyOf(whole, whole.length / 2)))
            .getMessage();
    assertThat(told)
        .matches("s3://data/iris/1.csv.gz:2[0-9]{4}: its gzip data breaks off; store it again");
  }

  @Test
  void aFlippedBitAnywhereNeverGoesUnnoticed() {
    byte[] whole = gzip(CSV);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      // Time, extra flags and operating system mean nothing, and nothing checks them.
      if (bit / 8 >= 4 && bit / 8 < 10) {
        continue;
      }
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      // A text flag changes nothing either.
      if (bit == 24) {
        continue;
      }
      Assertions.assertThatThrownBy(() -> read(new DataBucketFake().with("iris/1.csv.gz", flipped)))
          .as("bit " + bit)
          .isInstanceOf(BadDataException.class);
    }
  }

  @Test
  void bytesAfterTheEnd() {
    assertProblem(
        join(gzip(CSV), "garbage".getBytes(StandardCharsets.UTF_8)),
        ":12: has bytes after its gzip data that are not gzip");
    assertProblem(
        join(gzip(CSV), new byte[512]), ":12: has bytes after its gzip data that are not gzip");
    assertProblem(
        join(gzip(CSV), new byte[] {0x1f, (byte) 0x8b}),
        ":12: its gzip data breaks off; store it again");
  }

  @Test
  void aBombByItsRatio() throws IOException {
    String text = "x,y,label\n" + "1,2,a\n1,2,b\n".repeat(10_000_000 / 12);
    DataBucketFake bucket = new DataBucketFake().with("iris/1.csv.gz", gzip(text));
    String told = Refused.problems(DatasetReaderTest.spec("label"), bucket).getMessage();
    assertThat(told)
        .startsWith("s3://data/iris/1.csv.gz:")
        .endsWith(": unpacks to more than 100 times its size; store it unpacked");
    assertThat(bucket.aborted).isEqualTo(1);
  }

  @Test
  void whatUnpacksToLittleIsNoBombWhateverItsRatio() throws Exception {
    String text = "x,y,label\n" + "1,2,a\n1,2,b\n".repeat((1024 * 1024 - 10) / 12);
    assertThat(gzip(text).length).isLessThan(text.length() / 200);
    assertThat(read(new DataBucketFake().with("iris/1.csv.gz", gzip(text))).dataset().rows())
        .isEqualTo((1024 * 1024 - 10) / 12 * 2);
  }

  @Test
  void aStreamThatBreaksIsNoFaultOfTheData() {
    DataBucketFake bucket = new DataBucketFake().with("iris/1.csv.gz", gzip(CSV));
    bucket.missing = 3;
    Assertions.assertThatThrownBy(() -> read(bucket))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage(
            "the object broke off after "
                + gzip(CSV).length
                + " of "
                + (gzip(CSV).length + 3)
                + " bytes");
  }

  private static LoadedData read(DataBucketFake bucket) throws BadDataException {
    return DatasetReaderTest.read(DatasetReaderTest.spec("label"), bucket);
  }

  private static void assertProblem(byte[] bytes, String problem) {
    Refused.assertProblems(
        DatasetReaderTest.spec("label"),
        new DataBucketFake().with("iris/1.csv.gz", bytes),
        "/1.csv.gz" + problem);
  }

  private static byte[] gzip(String text) {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
