package dev.sundial.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.registry.Fault.Mode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What the artefact store promises, whatever the bucket holds. */
abstract class ArtefactStoreContract {
  static final String BUCKET = "artefacts";
  private static final byte[] BYTES = "the scorer's bytes".getBytes(StandardCharsets.UTF_8);

  private S3Client client;
  private ArtefactStore store;
  private String key;

  abstract S3Client client();

  /** Puts other bytes under a key, as nobody should. */
  abstract void replace(String key, byte[] bytes);

  /** A key nothing was written to. */
  abstract String newKey();

  @BeforeEach
  void setUp() {
    client = client();
    store = new ArtefactStore(client, BUCKET);
    key = newKey();
  }

  @Test
  void whatWasPutIsReadBackByItsReference() {
    ArtefactRef ref = put(BYTES);
    assertThat(ref)
        .isEqualTo(
            new ArtefactRef(
                ArtefactRole.SCORER,
                "sundial-scorer-1",
                key,
                // printf "the scorer's bytes" | sha256sum
                "4e60dca1f2e2659eb5c3650a91767a5084853e5fa2bab4457889ed5841dd8724",
                18));
    assertThat(store.read(ref)).isEqualTo(BYTES);
  }

  @Test
  void nothingIsAnArtefactToo() {
    assertThat(store.read(put(new byte[0]))).isEmpty();
  }

  @Test
  void theSameBytesMayBePutAgainAndOthersMayNot() {
    ArtefactRef ref = put(BYTES);
    assertThat(put(BYTES)).isEqualTo(ref);
    byte[] other = BYTES.clone();
    other[0] ^= 1;
    assertThatThrownBy(() -> put(other))
        .isInstanceOf(RegistryConflictException.class)
        .hasMessageContaining(key);
    assertThatThrownBy(() -> put(Arrays.copyOf(BYTES, 5)))
        .isInstanceOf(RegistryConflictException.class);
    assertThat(store.read(ref)).isEqualTo(BYTES);
  }

  @Test
  void aPutWhoseReplyWasLostMayBeRepeated() {
    ArtefactStore lossy =
        new ArtefactStore(new FaultyClients.S3(client, Fault.at(1, Mode.DROP_REPLY)), BUCKET);
    assertThatThrownBy(() -> put(lossy, BYTES)).isInstanceOf(RegistryUnavailableException.class);
    assertThat(store.read(put(lossy, BYTES))).isEqualTo(BYTES);
  }

  @Test
  void aFlippedBitIsSeen() {
    ArtefactRef ref = put(BYTES);
    byte[] flipped = BYTES.clone();
    flipped[7] ^= 4;
    replace(key, flipped);
    unreadable(ref, "SHA-256");
  }

  @Test
  void aTruncatedOrALongerObjectIsSeenBeforeItIsRead() {
    ArtefactRef ref = put(BYTES);
    replace(key, Arrays.copyOf(BYTES, 17));
    unreadable(ref, "has 17 bytes, must have 18");
    replace(key, Arrays.copyOf(BYTES, 3_000_000));
    unreadable(ref, "has 3000000 bytes, must have 18");
  }

  @Test
  void anotherVersionsObjectIsSeen() {
    ArtefactRef ref = put(BYTES);
    replace(key, "another's 18 bytes".getBytes(StandardCharsets.UTF_8));
    unreadable(ref, "SHA-256");
  }

  @Test
  void aMissingObjectIsUnreadable() {
    ArtefactRef ref = put(BYTES);
    unreadable(
        new ArtefactRef(ref.role(), ref.format(), newKey(), ref.sha256(), ref.bytes()), "404");
  }

  @Test
  void aBucketThatDoesNotAnswerIsNoVerdictOnTheArtefact() {
    ArtefactRef ref = put(BYTES);
    ArtefactStore cut =
        new ArtefactStore(new FaultyClients.S3(client, Fault.at(1, Mode.REFUSE)), BUCKET);
    assertThatThrownBy(() -> cut.read(ref))
        .isInstanceOfSatisfying(
            RegistryUnavailableException.class, e -> assertThat(e.retryable()).isTrue());
  }

  private void unreadable(ArtefactRef ref, String why) {
    assertThatThrownBy(() -> store.read(ref))
        .isInstanceOfSatisfying(
            UnreadableArtefactException.class,
            e -> {
              assertThat(e.key()).isEqualTo(ref.key());
              assertThat(e.retryable()).isFalse();
            })
        .hasMessageContaining(why);
  }

  private ArtefactRef put(byte[] bytes) {
    return put(store, bytes);
  }

  private ArtefactRef put(ArtefactStore to, byte[] bytes) {
    return to.put(key, ArtefactRole.SCORER, "sundial-scorer-1", bytes);
  }
}
