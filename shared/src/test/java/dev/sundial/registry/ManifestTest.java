package dev.sundial.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final String SHA = "0123456789abcdef".repeat(4);
  private static final String JSON =
      "{\"format\":\"sundial-manifest-1\",\"model\":\"iris\","
          + "\"version\":\"20261120T031500Z-7f3a9c\",\"run\":\"20261120T031500Z\","
          + "\"artefacts\":[{\"role\":\"scorer\",\"format\":\"sundial-scorer-1\","
          + "\"key\":\"models/iris/v/1/scorer.bin\",\"sha256\":\""
          + SHA
          + "\",\"bytes\":17}],"
          + "\"schemaHash\":\"abc\",\"metrics\":{\"accuracy\":0.9667,\"tiny\":1.0E-300},"
          + "\"hyperparameters\":{\"epochs\":5},"
          + "\"provenance\":{\"rows\":150,\"objects\":[{\"key\":\"iris.csv\"}],\"seed\":42}}";

  @Test
  void isWrittenAsThisJson() {
    assertThat(new String(manifest().toBytes(), StandardCharsets.UTF_8)).isEqualTo(JSON);
  }

  @Test
  void isReadBackAsItWasWritten() {
    Manifest read = Manifest.parse(manifest().toBytes());
    assertThat(read.toBytes()).isEqualTo(manifest().toBytes());
    assertThat(read.artefacts()).isEqualTo(manifest().artefacts());
    assertThat(read.metrics()).isEqualTo(manifest().metrics());
    assertThat(read.provenance().get("rows")).isEqualTo(new BigDecimal(150));
  }

  @Test
  void anotherFormatAnUnknownFieldOrABrokenReferenceIsRefused() {
    refused(JSON.replace("manifest-1", "manifest-2"), "format");
    refused(JSON.replace("\"schemaHash\"", "\"extra\":1,\"schemaHash\""), "extra");
    refused(JSON.replace(SHA, SHA.substring(1)), "sha256");
    refused(JSON.replace("\"bytes\":17", "\"bytes\":-1"), "bytes");
    refused(JSON.replace("\"role\":\"scorer\"", "\"role\":\"virus\""), "role");
    refused(JSON.replace("0.9667", "\"high\""), "metrics");
    refused(JSON.replace("-7f3a9c", ""), "version");
    refused(JSON.substring(1), "JSON");
  }

  @Test
  void metricsMustBeFinite() {
    assertThatThrownBy(
            () ->
                new Manifest(
                    Lab.IRIS,
                    VersionId.parse("20261120T031500Z-7f3a9c"),
                    new RunId("20261120T031500Z"),
                    List.of(),
                    "abc",
                    Map.of("logLoss", Double.POSITIVE_INFINITY),
                    Map.of(),
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("logLoss");
  }

  private static void refused(String json, String naming) {
    assertThatThrownBy(() -> Manifest.parse(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining(naming);
  }

  private static Manifest manifest() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", 0.9667);
    metrics.put("tiny", 1e-300);
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("rows", 150);
    provenance.put("objects", List.of(Map.of("key", "iris.csv")));
    provenance.put("seed", 42L);
    return new Manifest(
        Lab.IRIS,
        VersionId.parse("20261120T031500Z-7f3a9c"),
        new RunId("20261120T031500Z"),
        List.of(
            new ArtefactRef(
                ArtefactRole.SCORER, "sundial-scorer-1", "models/iris/v/1/scorer.bin", SHA, 17)),
        "abc",
        metrics,
        Map.of("epochs", 5),
        provenance);
  }
}
