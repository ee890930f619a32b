package dev.sundial.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.naming.ModelName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiAddressTest {
  private static final String OWN = "https://abc.execute-api.us-east-1.amazonaws.com/local/";

  @Test
  void keepsWhatIsAskedForBehindThePath() {
    assertThat(
            ApiAddress.onEndpoint(
                java.net.URI.create("https://lambda.eu-west-1.amazonaws.com/f/invocations?Q=live"),
                "AWS_ENDPOINT_URL_LAMBDA",
                Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:4566/")))
        .hasToString("http://127.0.0.1:4566/f/invocations?Q=live");
  }

  @Test
  void isTheApisOwnUnlessAnEndpointIsGiven() {
    assertThat(predict(Map.of())).isEqualTo(OWN + "models/iris/predict");
    assertThat(predict(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")))
        .isEqualTo("http://127.0.0.1:4566/local/models/iris/predict");
    assertThat(
            predict(
                Map.of(
                    "AWS_ENDPOINT_URL",
                    "http://127.0.0.1:4566",
                    "AWS_ENDPOINT_URL_EXECUTE_API",
                    "http://127.0.0.1:8080/")))
        .isEqualTo("http://127.0.0.1:8080/local/models/iris/predict");
  }

  @Test
  void endsInASlash() {
    assertThatThrownBy(() -> ApiAddress.of("https://abc.example/local", "us-east-1", Map.of()))
        .hasMessage("must be an address that ends in a slash, was https://abc.example/local");
  }

  private static String predict(Map<String, String> environment) {
    return ApiAddress.of(OWN, "us-east-1", environment).predict(new ModelName("iris")).toString();
  }
}
