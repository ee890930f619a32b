package dev.sundial.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.lifecycle.VersionId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** What serves when the newest version's scorer is not what its row in the registry says. */
@ExtendWith(CloudExtension.class)
@Tag(Cloud.LOCAL)
final class DamagedArtefactIT {
  private static final String ROW = "{\"width\":2.5,\"height\":3}";

  private final Cloud cloud;
  private final Model broken;

  DamagedArtefactIT(Cloud cloud) {
    this.cloud = cloud;
    this.broken = cloud.model("broken");
  }

  /** Ways to damage an object. */
  enum Damage {
    FLIPPED_BIT,
    TRUNCATED,
    LENGTHENED,
    SWAPPED_WITH_ANOTHER_VERSION,
    EMPTIED,
    DELETED
  }

  @BeforeEach
  void putData() {
    StringBuilder csv = new StringBuilder("width,height,species\n");
    for (int i = 0; i < 30; i++) {
      csv.append(i).append(',').append(i * i % 7).append(i < 15 ? ",small\n" : ",large\n");
    }
    broken.replaceData("data.csv", csv.toString().getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void theLastGoodOneGoesOnServingMarkedStale(Damage damage) {
    VersionId good = train();
    cloud.advance(Duration.ofMinutes(1));
    assertServes(good, false);

    VersionId bad = broken.train("{'trainer':'logistic-regression'}").version().orElseThrow();
    damage(damage, bad, good);
    cloud.advance(Duration.ofMinutes(1));
    assertServes(good, true);
    assertServes(good, true);
    assertIsNotChosen(bad);

    cloud.killPrediction();
    assertServes(good, true);

    VersionId repaired = train();
    cloud.advance(Duration.ofMinutes(1));
    assertServes(repaired, false);
  }

  @Test
  void withNothingUsableItSaysWhenToAskAgain() {
    VersionId before = train();
    VersionId newest = broken.train("{'trainer':'logistic-regression'}").version().orElseThrow();
    damage(Damage.FLIPPED_BIT, before, newest);
    damage(Damage.DELETED, newest, before);
    cloud.advance(Duration.ofMinutes(1));

    cloud.killPrediction();
    HttpResponse<String> cold = broken.predict(ROW);
    assertThat(cold.statusCode()).as(cold::body).isEqualTo(503);
    assertThat(cold.headers().firstValue("retry-after").map(Long::parseLong))
        .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(1L, 60L));
    assertThat(cold.headers().firstValue("x-model-version")).isEmpty();

    VersionId repaired = train();
    cloud.advance(Duration.ofMinutes(1));
    assertServes(repaired, false);
  }

  private VersionId train() {
    return broken.train("{}").version().orElseThrow();
  }

  private void assertIsNotChosen(VersionId version) {
    long changes = broken.pointer().sequence();
    assertThat(cloud.verb("promote", "broken", version.value()).exit()).isEqualTo(1);
    assertThat(cloud.verb("rollback", "broken", "--to", version.value()).exit()).isEqualTo(1);
    assertThat(broken.pointer().sequence()).isEqualTo(changes);
  }

  private void assertServes(VersionId version, boolean stale) {
    HttpResponse<String> answer = broken.predict(ROW);
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-model-version")).hasValue(version.value());
    assertThat(answer.headers().firstValue("x-model-stale"))
        .isEqualTo(stale ? Optional.of("true") : Optional.empty());
  }

  private void damage(Damage damage, VersionId version, VersionId other) {
    byte[] bytes = scorer(version);
    switch (damage) {
      case FLIPPED_BIT -> bytes[bytes.length / 2] ^= 1;
      case TRUNCATED -> bytes = Arrays.copyOf(bytes, bytes.length - 1);
      case LENGTHENED -> bytes = Arrays.copyOf(bytes, bytes.length + 1);
      case SWAPPED_WITH_ANOTHER_VERSION -> bytes = scorer(other);
      case EMPTIED -> bytes = new byte[0];
      case DELETED -> {
        cloud.clients().s3.deleteObject(r -> r.bucket(broken.artefactBucket()).key(key(version)));
        return;
      }
    }
    RequestBody body = RequestBody.fromBytes(bytes);
    cloud.clients().s3.putObject(r -> r.bucket(broken.artefactBucket()).key(key(version)), body);
  }

  private String key(VersionId version) {
    return broken.registry().version(broken.name(), version).orElseThrow().scorer().key();
  }

  private byte[] scorer(VersionId version) {
    return cloud
        .clients()
        .s3
        .getObjectAsBytes(r -> r.bucket(broken.artefactBucket()).key(key(version)))
        .asByteArray();
  }
}
