package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrossOriginTest {
  private static final String APP = "https://app.example.com";

  private static Gateway gateway(String... origins) {
    return new Gateway(List.of(Gateway.IRIS), Gateway.IRIS, new CrossOrigin(List.of(origins)));
  }

  private static Gateway.Answer ask(Gateway gateway, String method, String origin)
      throws IOException {
    return gateway.send(method, "/health", Map.of("Origin", origin), null);
  }

  @Test
  void saysNothingToAnyPageByDefault() throws IOException {
    Gateway gateway = Gateway.ofIris();
    assertThat(ask(gateway, "GET", APP).headers()).isEmpty();
    assertThat(ask(gateway, "OPTIONS", APP).status()).isEqualTo(405);
  }

  @Test
  void letsPagesOfTheNamedOriginsAskAndRead() throws IOException {
    Gateway gateway = gateway("https://other.example.com:8443", APP);
    Gateway.Answer preflight = ask(gateway, "OPTIONS", APP);
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.body()).isEmpty();
    assertThat(preflight.headers())
        .containsEntry("access-control-allow-origin", APP)
        .containsEntry("access-control-allow-methods", "GET, HEAD, POST")
        .containsEntry("access-control-max-age", "86400")
        .containsEntry("vary", "origin")
        .containsKey("access-control-allow-headers");
    Gateway.Answer answer = ask(gateway, "GET", APP);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("access-control-allow-origin", APP)
        .containsEntry("vary", "origin")
        .containsKey("access-control-expose-headers");
    Gateway.Answer refused = gateway.send("GET", "/nothing", Map.of("Origin", APP), null);
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.headers()).containsEntry("access-control-allow-origin", APP);
  }

  @Test
  void saysNothingToOtherPages() throws IOException {
    Gateway gateway = gateway(APP);
    for (String origin :
        List.of("https://evil.example.com", APP + ".evil.com", "http://app.example.com", "null")) {
      assertThat(ask(gateway, "GET", origin).headers()).isEqualTo(Map.of("vary", "origin"));
      assertThat(ask(gateway, "OPTIONS", origin).headers()).isEqualTo(Map.of("vary", "origin"));
    }
    assertThat(gateway.send("OPTIONS", "/health", Map.of(), null).status()).isEqualTo(405);
  }

  @Test
  void letsEveryPageAskWhereTheStageSaysSo() throws IOException {
    Gateway.Answer answer = ask(gateway("*"), "GET", "null");
    assertThat(answer.headers())
        .containsEntry("access-control-allow-origin", "*")
        .doesNotContainKey("vary");
  }

  @Test
  void takesOriginsOnly() {
    for (String wrong : List.of("app.example.com", APP + "/", "https://a\"b", "")) {
      assertThatThrownBy(() -> new CrossOrigin(List.of(wrong))).hasMessageContaining("origins");
    }
  }
}
