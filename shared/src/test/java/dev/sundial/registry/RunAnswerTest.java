package dev.sundial.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.registry.RunAnswer.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunAnswerTest {
  @Test
  void isThisJsonAndReadsBackWordForWord() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("z", 1.0 / 3);
    metrics.put("a", 5e-324);
    RunAnswer answer =
        new RunAnswer(
            Lab.IRIS,
            RunId.adHoc("r-1"),
            VersionId.parse("20261120T031500Z-7f3a9c"),
            Outcome.HELD,
            "pinned",
            "",
            42,
            metrics,
            Instant.parse("2026-11-20T03:15:07.250Z"));
    String json =
        "{\"model\":\"iris\",\"run\":\"adhoc-r-1\",\"version\":\"20261120T031500Z-7f3a9c\","
            + "\"outcome\":\"held\",\"reason\":\"pinned\",\"message\":\"\",\"sequence\":42,"
            + "\"metrics\":{\"z\":0.3333333333333333,\"a\":4.9E-324},"
            + "\"at\":\"2026-11-20T03:15:07.250Z\"}";
    assertThat(answer.toJson()).isEqualTo(json);
    assertThat(RunAnswer.fromJson(json)).isEqualTo(answer);
    assertThat(RunAnswer.fromJson(json).toJson()).isEqualTo(json);
  }
}
