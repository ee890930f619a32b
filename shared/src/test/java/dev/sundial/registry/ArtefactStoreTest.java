package dev.sundial.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The contract on the fake, and answers only a fake gives. */
class ArtefactStoreTest extends ArtefactStoreContract {
  private static final ArtefactRef REF =
      new ArtefactRef(ArtefactRole.SCORER, "f", "some/key", "0".repeat(64), 10);

  private final FakeS3 s3 = new FakeS3();

  @Override
  S3Client client() {
    return s3;
  }

  @Override
  void replace(String key, byte[] bytes) {
    s3.replace(key, bytes);
  }

  @Override
  String newKey() {
    return "models/iris/v/1/" + s3.keys().size();
  }

  @Test
  void aForbiddenObjectIsUnreadableForItMayBeMissing() {
    assertThatThrownBy(() -> read(403)).isInstanceOf(UnreadableArtefactException.class);
    assertThatThrownBy(() -> read(503)).isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void aForbiddenObjectIsMissingWhenAnotherMayBeReadAndUnavailableWhenNot() {
    FakeS3 bucket = new FakeS3();
    ArtefactStore store = new ArtefactStore(bucket, BUCKET);
    ArtefactRef other = store.put("other", ArtefactRole.SCORER, "f", new byte[] {1});
    bucket.refuse(REF.key()::equals, 403);
    assertThatThrownBy(() -> store.readUnlessRefused(REF, other))
        .isInstanceOf(UnreadableArtefactException.class)
        .hasMessageContaining(REF.key());
    bucket.refuse(key -> true, 403);
    assertThatThrownBy(() -> store.readUnlessRefused(REF, other))
        .isInstanceOf(RegistryUnavailableException.class);
    bucket.refuse(key -> false, 0);
    assertThatThrownBy(() -> store.readUnlessRefused(REF, other))
        .isInstanceOf(UnreadableArtefactException.class)
        .hasMessageContaining("404");
    assertThat(store.readUnlessRefused(other, other)).containsExactly(1);
  }

  @Test
  void anObjectOfTheWrongSizeIsNotReadAtAll() {
    InputStream untouchable =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("nothing is read before its size is checked");
          }
        };
    assertThatThrownBy(() -> new ArtefactStore(new Answering(11, untouchable), BUCKET).read(REF))
        .isInstanceOf(UnreadableArtefactException.class)
        .hasMessageContaining("has 11 bytes");
  }

  @Test
  void aTransferThatBreaksOffIsNoVerdictOnTheArtefact() {
    assertThatThrownBy(
            () ->
                new ArtefactStore(new Answering(10, InputStream.nullInputStream()), BUCKET)
                    .read(REF))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("broke off");
  }

  @Test
  void aReferenceIsCheckedWhenItIsMade() {
    assertThatThrownBy(() -> ref("F", "0".repeat(64), 1)).hasMessageContaining("format");
    assertThatThrownBy(() -> ref("f", "0".repeat(63), 1)).hasMessageContaining("sha256");
    assertThatThrownBy(() -> ref("f", "A".repeat(64), 1)).hasMessageContaining("sha256");
    assertThatThrownBy(() -> ref("f", "0".repeat(64), -1)).hasMessageContaining("bytes");
    assertThatThrownBy(() -> ref("f", "0".repeat(64), (1L << 30) + 1))
        .hasMessageContaining("bytes");
    assertThat(ref("f", "0".repeat(64), 1L << 30).bytes()).isEqualTo(1L << 30);
  }

  private static ArtefactRef ref(String format, String sha256, long bytes) {
    return new ArtefactRef(ArtefactRole.MODEL, format, "k", sha256, bytes);
  }

  private static byte[] read(int status) {
    S3Client failing =
        new Answering(0, InputStream.nullInputStream()) {
          @Override
          public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
            throw FakeS3.answer(status);
          }
        };
    return new ArtefactStore(failing, BUCKET).read(REF);
  }

  /** One answer to every read. */
  private static class Answering implements S3Client {
    private final long length;
    private final InputStream body;

    Answering(long length, InputStream body) {
      this.length = length;
      this.body = body;
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
      return new ResponseInputStream<>(
          GetObjectResponse.builder().contentLength(length).build(),
          AbortableInputStream.create(body));
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
