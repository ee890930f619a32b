package dev.sundial.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTransformerTest {
  private static final ObjectNode EVENT =
      Trees.parse(
          "{\"id\":\"1\",\"source\":\"s\",\"detail\":{\"model\":\"i\\\"ris\",\"rows\":150,\"list\":[1,2],\"a b\":true}}"
              .getBytes(StandardCharsets.UTF_8));

  private static String transform(String template) {
    return new InputTransformer(
            Map.of(
                "model", "$.detail.model",
                "rows", "$.detail.rows",
                "second", "$.detail.list[1]",
                "odd", "$.detail['a b']",
                "none", "$.detail.none",
                "detail", "$.detail"),
            template)
        .apply(EVENT, "r", "arn:r", Instant.parse("2026-11-20T10:00:00Z"));
  }

  @Test
  void putsValuesInAsJsonOutsideOfQuotesAndAsTextInside() {
    assertThat(
            transform("{\"m\":<model>,\"n\":<rows>,\"text\":\"<model> has <rows>\",\"o\":<odd>}"))
        .isEqualTo("{\"m\":\"i\\\"ris\",\"n\":150,\"text\":\"i\\\"ris has 150\",\"o\":true}");
    assertThat(transform("<second>")).isEqualTo("2");
    assertThat(transform("{\"a\":<none>,\"b\":\"<none>\",\"c\":\"<unknown>\"}"))
        .isEqualTo("{\"a\":null,\"b\":\"\",\"c\":\"<unknown>\"}");
    assertThat(transform("{\"d\":\"\\\"<rows>\"}")).isEqualTo("{\"d\":\"\\\"150\"}");
  }

  @Test
  void knowsTheVariablesOfEventBridge() {
    assertThat(transform("[<aws.events.rule-name>,<aws.events.rule-arn>]"))
        .isEqualTo("[\"r\",\"arn:r\"]");
    assertThat(transform("<aws.events.event>")).isEqualTo("{\"id\":\"1\",\"source\":\"s\"}");
    assertThat(transform("<aws.events.event.json>")).isEqualTo(EVENT.toString());
    assertThat(transform("<aws.events.event.ingestion-time>"))
        .isEqualTo("\"2026-11-20T10:00:00Z\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"detail", "$.", "$.a[*]", "$..a", "$.a[?(@.b)]"})
  void refusesPathsItDoesNotDo(String path) {
    assertThatThrownBy(() -> JsonPath.parse(path)).hasMessageContaining(path);
  }
}
