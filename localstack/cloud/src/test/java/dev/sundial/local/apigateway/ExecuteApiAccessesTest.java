package dev.sundial.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.apigateway.RestApi.ApiStage;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.Access;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import dev.sundial.local.testing.SentRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecuteApiAccessesTest {
  private final HandClock clock = new HandClock("2026-11-20T10:00:00Z");
  private final RestApis apis = new RestApis(StateStore.inMemory(), clock);
  private final ExecuteApiAccesses accesses = new ExecuteApiAccesses(apis);

  @BeforeEach
  void deploy() {
    api("abcdefghij");
  }

  private void api(String id) {
    apis.create(id, "api", "", List.of());
    apis.deploy(id, "deploy", "");
    apis.putStage(
        id, new ApiStage("local", "deploy", "", Map.of(), -1, -1, "", "", clock.instant()));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /local/models/iris, GET/models/iris",
    "POST, /local/models/iris/predict, POST/models/iris/predict",
    "GET, /local, GET/",
    "GET, /local/, GET/",
    "GET, //local/x, GET/x",
    "GET, /%6Cocal/x, GET/x",
    "GET, /local/a%2Fb, GET/a%2Fb",
    "GET, /local/a*b, GET/a*b",
  })
  void asksToInvokeTheMethodOfTheStage(String method, String path, String resource) {
    assertThat(accesses.of("Invoke", SentRequest.rest(method, path, "q=1")))
        .containsExactly(
            Access.of(
                "execute-api:Invoke",
                "arn:aws:execute-api:us-east-1:000000000000:abcdefghij/local/" + resource));
  }

  @Test
  void ofAStageThatThereIsNoneOfTheServiceSpeaks() {
    assertThat(accesses.of("Invoke", SentRequest.rest("GET", "/absent/x", ""))).isEmpty();
    assertThat(accesses.of("Invoke", SentRequest.rest("GET", "/", ""))).isEmpty();
  }

  @Test
  void refusesAStageThatIsTwo() {
    api("second");
    assertThatThrownBy(() -> accesses.of("Invoke", SentRequest.rest("GET", "/local/x", "")))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("2 APIs have a stage called local");
  }
}
