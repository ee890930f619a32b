package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequestTest {

  @Test
  void readsWhatItNeedsOfAGatewaysEvent() throws Refusal {
    ApiRequest request =
        read(
            """
            {"resource":"/{proxy+}","path":"/predict","httpMethod":"POST",
             "headers":{"Accept":"*/*","Content-Type":"application/json"},
             "multiValueHeaders":{"Accept":["*/*"],"Content-Type":["application/json"]},
             "queryStringParameters":null,"pathParameters":{"proxy":"predict"},
             "requestContext":{"path":"/local/predict","requestId":"77375676-4b79",
               "identity":{"sourceIp":"203.0.113.7","user":null}},
             "body":"{}","isBase64Encoded":false}
            """);
    assertThat(request)
        .isEqualTo(
            new ApiRequest(
                "POST",
                "/predict",
                "application/json",
                null,
                null,
                null,
                "{}",
                false,
                "77375676-4b79"));
  }

  @Test
  void readsFieldsInAnyOrderAndDoesWithoutMost() throws Refusal {
    assertThat(read("{\"body\":null,\"headers\":null,\"path\":\"/health\",\"httpMethod\":\"GET\"}"))
        .isEqualTo(new ApiRequest("GET", "/health", null, null, null, null, "", false, ""));
  }

  @Test
  void readsHeadersFromTheirListsWhenTheyAreNowhereElse() throws Refusal {
    ApiRequest request =
        read(
            """
            {"path":"/","httpMethod":"GET","multiValueHeaders":
              {"CONTENT-TYPE":["text/csv","application/json"],"content-encoding":["gzip"],"x":[]}}
            """);
    assertThat(request.contentType()).isEqualTo("text/csv");
    assertThat(request.contentEncoding()).isEqualTo("gzip");
  }

  @Test
  void decodesABase64Body() throws Refusal {
    ApiRequest request =
        read("{\"path\":\"/\",\"httpMethod\":\"GET\",\"body\":\"w6k=\",\"isBase64Encoded\":true}");
    assertThat(request.text()).isEqualTo("é");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64", "/w==", "4pi=", "=", "w6k=w6k="})
  void refusesABodyThatIsNotBase64OfUtf8(String body) throws Refusal {
    ApiRequest request =
        read(
            "{\"path\":\"/\",\"httpMethod\":\"GET\",\"isBase64Encoded\":true,\"body\":\""
                + body
                + "\"}");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(request::text)
        .withMessage("the body is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "", "line\\nbreak", "é", "back\\\\slash"})
  void takesNoRequestIdThatCouldBreakAHeader(String id) throws Refusal {
    assertThat(
            read("{\"path\":\"/\",\"httpMethod\":\"GET\",\"requestContext\":{\"requestId\":\""
                    + id
                    + "\"}}")
                .requestId())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "\"text\"",
        "{\"Records\":[]}",
        "{\"path\":\"/\"}",
        "{\"httpMethod\":\"GET\"}",
        "{\"httpMethod\":1,\"path\":\"/\"}",
        "{\"version\":\"2.0\",\"rawPath\":\"/\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}",
        "{\"path\":\"/\",\"httpMethod\":\"GET\"",
        "{\"path\":\"/\",\"httpMethod\":\"GET\",\"headers\":{\"content-type\":[",
        "{\"model\":\"iris\"}"
      })
  void refusesWhatIsNoProxyEvent(String event) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> read(event))
        .withMessage(
            "this function answers proxy events of an API Gateway REST API; the event has no"
                + " httpMethod and path")
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
  }

  private static ApiRequest read(String event) throws Refusal {
    return ApiRequest.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
  }
}
