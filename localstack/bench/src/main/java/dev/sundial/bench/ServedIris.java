package dev.sundial.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.LinearScorer;
import dev.sundial.scoring.ScorerFormat;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is served while serving is measured: iris, one version, and a request for one row. */
final class ServedIris {
  static final String VERSION = "20261120T000001Z-000000";
  private static final String KEY = "models/iris/scorer.bin";

  private ServedIris() {}

  /**
   * A linear model of four features and three species: the size of one that was trained. Its
   * weights are round numbers that tell the species well.
   */
  static byte[] scorer() {
    FeatureSchema schema =
        FeatureSchema.classification(
            "species",
            List.of(
                "sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"),
            List.of("setosa", "versicolor", "virginica"));
    return ScorerFormat.write(
        new LinearScorer(
            schema,
            new double[] {5.8, 3.1, 3.8, 1.2},
            new double[] {0.8, 0.4, 1.8, 0.8},
            new double[] {0.3, 1.8, -2.1},
            new double[] {-1, 0.5, 0.5, 1.1, -0.4, -0.7, -1.8, -0.3, 2.1, -1.7, -0.7, 2.4}));
  }

  /** DynamoDB's answer to a read of the pointer. */
  static byte[] pointer() {
    byte[] scorer = scorer();
    return """
        {"Item":{"pk":{"S":"MODEL#iris"},"sk":{"S":"POINTER"},\
        "ledgerSeq":{"N":"1"},"drainedSeq":{"N":"1"},"pinnedByHand":{"BOOL":false},\
        "championId":{"S":"%s"},"latestId":{"S":"%s"},\
        "championSince":{"S":"2026-11-20T00:00:01Z"},\
        "scorerRef":{"M":{"role":{"S":"scorer"},"format":{"S":"%s"},\
        "key":{"S":"%s"},"sha256":{"S":"%s"},"bytes":{"N":"%d"}}}}}"""
        .formatted(VERSION, VERSION, ScorerFormat.NAME, KEY, sha256(scorer), scorer.length)
        .getBytes(UTF_8);
  }

  /** A recorded proxy event of a REST API, 3 KB. */
  static byte[] event() throws IOException {
    try (InputStream in = ServedIris.class.getResourceAsStream("predict-event.json")) {
      return requireNonNull(in, "predict-event.json").readAllBytes();
    }
  }

  /** The body of the event: one row, its features named. */
  static String body() {
    return "{\"sepal length (cm)\":5.1,\"sepal width (cm)\":3.5,"
        + "\"petal length (cm)\":1.4,\"petal width (cm)\":0.2}";
  }

  /**
   * The environment of a function that serves it.
   *
   * @param endpoint where DynamoDB and S3 answer
   */
  static Map<String, String> environment(String endpoint) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("AWS_REGION", "us-east-1");
    all.put("AWS_ENDPOINT_URL", endpoint);
    all.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    all.put("AWS_SECRET_ACCESS_KEY", "secret");
    all.put("SUNDIAL_STAGE", "local");
    all.put("SUNDIAL_REGISTRY_TABLE", "registry");
    all.put("SUNDIAL_ARTEFACT_BUCKET", "artefacts");
    all.put("SUNDIAL_MODELS", "iris");
    return all;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
