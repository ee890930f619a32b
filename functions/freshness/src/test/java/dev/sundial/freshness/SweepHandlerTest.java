package dev.sundial.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.naming.ModelName;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.WatchedRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepHandlerTest {
  private static final ModelName IRIS = new ModelName("iris");
  private static final String OTHER_VERSION = "models/iris/20261118T031500Z-0c41d2/";

  private final WatchedRegistry registry = new WatchedRegistry();
  private final VersionedBucket bucket = new VersionedBucket();
  private final List<String> log = new ArrayList<>();
  private final Environment invocation = new Environment();

  @Test
  void removesWhatIsOlderThanAWeekAndNamedByNoVersion() {
    ModelVersion version = registry.trained(IRIS, WatchedRegistry.START, Map.of("accuracy", 0.9));
    String committed = version.manifest().key().replace("manifest.json", "");
    Instant begin = registry.clock().instant();
    bucket.put(committed + "model.pb", begin);
    bucket.put(committed + "manifest.json", begin);
    bucket.put(committed.replaceFirst("/1/$", "/7/") + "model.pb", begin);
    bucket.put(OTHER_VERSION + "2/model.pb", begin);
    bucket.put(OTHER_VERSION + "2/scorer.bin", begin);
    registry.advance(Duration.ofDays(7).plusMillis(1));
    assertThat(sweep())
        .isEqualTo(
            "{\"attempts\":3,\"removedAttempts\":2,\"removedObjects\":3,\"foreignObjects\":0,"
                + "\"unfinished\":false}");
    assertThat(bucket.keys()).containsExactly(committed + "manifest.json", committed + "model.pb");
    assertThat(sweep()).contains("\"removedObjects\":0");
  }

  @Test
  void leavesAnAttemptAloneWhileAnyOfItsObjectsIsYoung() {
    Instant begin = registry.clock().instant();
    bucket.put(OTHER_VERSION + "2/model.pb", begin);
    bucket.put(OTHER_VERSION + "2/scorer.bin", begin.plusMillis(1));
    registry.advance(Duration.ofDays(7).plusMillis(1));
    assertThat(sweep()).contains("\"removedObjects\":0");
    registry.advance(Duration.ofMillis(1));
    assertThat(sweep()).contains("\"removedObjects\":2");
  }

  @Test
  void seesAnAttemptWholeThatEndsOnTheNextPage() {
    Instant begin = registry.clock().instant();
    for (int token = 1; token <= 4; token++) {
      for (int file = 0; file < 4; file++) {
        bucket.put(OTHER_VERSION + token + "/f" + file, begin);
      }
    }
    bucket.put(OTHER_VERSION + "3/f9", begin.plus(Duration.ofDays(5)));
    registry.advance(Duration.ofDays(8));
    assertThat(sweep()).contains("\"attempts\":4,\"removedAttempts\":3,\"removedObjects\":12");
    assertThat(bucket.keys()).hasSize(5).allMatch(key -> key.startsWith(OTHER_VERSION + "3/"));
  }

  @Test
  void removesHiddenVersionsAndTheirMarkers() {
    Instant begin = registry.clock().instant();
    bucket.put(OTHER_VERSION + "2/model.pb", begin);
    bucket.mark(OTHER_VERSION + "2/model.pb", begin);
    registry.advance(Duration.ofDays(8));
    assertThat(sweep()).contains("\"removedObjects\":2");
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void leavesAloneWhatIsNoAttempts() {
    Instant begin = registry.clock().instant();
    for (String key :
        List.of(
            "models/iris/readme.txt",
            "models/iris/latest/1/model.pb",
            OTHER_VERSION + "2/deep/model.pb",
            OTHER_VERSION + "0/model.pb",
            OTHER_VERSION + "x/model.pb",
            OTHER_VERSION + "model.pb")) {
      bucket.put(key, begin);
    }
    bucket.put("models/irises/20261118T031500Z-0c41d2/2/model.pb", begin);
    registry.advance(Duration.ofDays(80));
    assertThat(sweep()).contains("\"removedObjects\":0,\"foreignObjects\":6");
    assertThat(bucket.keys()).hasSize(7);
  }

  @Test
  void stopsInTimeAndGoesOnTheNextDay() {
    bucket.put(OTHER_VERSION + "2/model.pb", registry.clock().instant());
    registry.advance(Duration.ofDays(8));
    invocation.remaining = 30_000;
    assertThat(sweep()).contains("\"removedObjects\":0", "\"unfinished\":true");
    invocation.remaining = 30_001;
    assertThat(sweep()).contains("\"removedObjects\":1", "\"unfinished\":false");
  }

  @Test
  void failsAtTheEndWhenS3RefusesToRemoveSome() {
    Instant begin = registry.clock().instant();
    bucket.put(OTHER_VERSION + "2/model.pb", begin);
    bucket.put(OTHER_VERSION + "3/model.pb", begin);
    registry.advance(Duration.ofDays(8));
    bucket.refused = OTHER_VERSION + "2/model.pb";
    assertThatThrownBy(this::sweep)
        .hasMessage("removing: " + OTHER_VERSION + "2/model.pb: AccessDenied no");
    assertThat(bucket.keys()).containsExactly(OTHER_VERSION + "2/model.pb");
  }

  @Test
  void goesOnToTheNextPageWhenOneCannotBeRemoved() {
    Instant begin = registry.clock().instant();
    for (int token = 1; token <= 6; token++) {
      bucket.put(OTHER_VERSION + token + "/model.pb", begin);
    }
    registry.advance(Duration.ofDays(8));
    bucket.broken = OTHER_VERSION + "1/model.pb";
    assertThatThrownBy(this::sweep).hasMessage("removing " + OTHER_VERSION + "1/: slow down");
    assertThat(bucket.keys()).containsExactly(OTHER_VERSION + "1/model.pb");
    assertThat(log)
        .anyMatch(line -> line.contains("\"swept\"") && line.contains("\"removedObjects\":5"));
  }

  @Test
  void beginsAtAnotherModelEachDay() {
    List<String> first = new ArrayList<>();
    for (int day = 0; day < 3; day++) {
      bucket.listed.clear();
      sweep("{\"iris\":{},\"solar\":{},\"wine\":{}}");
      first.add(bucket.listed.getFirst());
      assertThat(bucket.listed).hasSize(3);
      registry.advance(Duration.ofDays(1));
    }
    assertThat(first).containsExactlyInAnyOrder("models/iris/", "models/solar/", "models/wine/");
  }

  @Test
  void saysWhichModelsItDidNotFinishAndStopsInTheMiddleOfAPage() {
    Instant begin = registry.clock().instant();
    bucket.put(OTHER_VERSION + "2/model.pb", begin);
    bucket.put(OTHER_VERSION + "3/model.pb", begin);
    registry.advance(Duration.ofDays(8));
    invocation.remaining = 30_001;
    bucket.removing = () -> invocation.remaining--;
    assertThat(sweep()).contains("\"removedObjects\":1", "\"unfinished\":true");
    assertThat(log)
        .anyMatch(line -> line.contains("unfinished, another day goes on\",\"model\":\"iris\""))
        .anyMatch(line -> line.contains("\"swept\"") && line.contains("\"unfinished\":true"));
  }

  private String sweep() {
    return sweep("{\"iris\":{}}");
  }

  private String sweep(String models) {
    Map<String, String> variables = new HashMap<>();
    variables.put("SUNDIAL_STAGE", "local");
    variables.put("SUNDIAL_WATCHED", models);
    variables.put("SUNDIAL_REGISTRY_TABLE", "registry");
    variables.put("SUNDIAL_ARTEFACT_BUCKET", "artefacts");
    return invocation.invoke(
        new SweepHandler(
            SweepConfig.from(variables), registry.dynamoDb(), bucket, registry.clock(), log::add),
        "{}");
  }
}
