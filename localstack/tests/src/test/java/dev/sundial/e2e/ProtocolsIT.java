package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.VersionId;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three protocols through the deployed API, in the words of other projects' clients. */
@Tag(Cloud.LOCAL)
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProtocolsIT {
  /** KServe's example for iris. */
  private static final String FOUR_INSTANCES =
      """
      {"instances":[[6.8,2.8,4.8,1.4],[6.0,3.4,4.5,1.6],[5.1,3.5,1.4,0.2],[6.3,3.3,6.0,2.5]]}
      """;

  private static final String FOUR_ROWS =
      "[6.8,2.8,4.8,1.4,6.0,3.4,4.5,1.6,5.1,3.5,1.4,0.2,6.3,3.3,6.0,2.5]";
  private static final String FOUR = "[\"versicolor\",\"versicolor\",\"setosa\",\"virginica\"]";

  private final GuardedCloud guarded;
  private final Cloud cloud;
  private final Model iris;
  private VersionId version = new VersionId("20000101T000000Z-000000");

  ProtocolsIT(GuardedCloud guarded) {
    this.guarded = guarded;
    this.cloud = guarded.cloud();
    this.iris = cloud.model("iris");
  }

  @BeforeAll
  void train() throws Exception {
    guarded.openWide();
    iris.put("protocols.csv", Checkout.iris());
    version = iris.train("{}").version().orElseThrow();
  }

  private JsonNode post(String path, String body) {
    HttpResponse<String> answer = cloud.api("POST", path, body);
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-model-version")).hasValue(version.value());
    return Cloud.parse(answer.body());
  }

  @Test
  void answersKServesFourInstances() {
    for (String path :
        new String[] {
          "/v1/models/iris/versions/" + version + ":predict",
          "/v1/models/iris/labels/latest:predict",
          "/v1/models/iris/versions/" + version + "%3Apredict",
          "/v1/models/i%72is/labels/latest:predict",
        }) {
      assertThat(post(path, FOUR_INSTANCES).toString()).isEqualTo("{\"predictions\":" + FOUR + "}");
    }
    assertThat(
            post("/v1/models/iris/labels/latest:predict?labels=index", FOUR_INSTANCES).toString())
        .isEqualTo("{\"predictions\":[1,1,0,2]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the protocol's text | {"id":"42","inputs":[{"name":"input0","shape":[4,4],"datatype":"FP32","data":DATA}]}
          KServe's client     | {"id":"42","model_name":"iris","inputs":[{"name":"input-0","shape":[4,4],"datatype":"FP64","data":DATA}]}
          KServe's model      | {"id":"42","parameters":null,"inputs":[{"name":"predict","shape":[4,4],"datatype":"FP32","parameters":null,"data":DATA}],"outputs":null}
          MLServer's codec    | {"id":"42","parameters":{"content_type":"np"},"inputs":[{"name":"predict","datatype":"FP64","shape":[4,4],"data":DATA,"parameters":{"content_type":"np"}}]}
          Triton's client     | {"id":"42","parameters":{"binary_data_output":true},"inputs":[{"name":"x","datatype":"FP32","shape":[4,4],"data":DATA}]}
          Triton's output     | {"id":"42","inputs":[{"name":"x","datatype":"FP32","shape":[4,4],"data":DATA}],"outputs":[{"name":"label","parameters":{"binary_data":true}}]}
          """)
  void answersRequestsOfTheV2Clients(String whose, String body) {
    JsonNode answer = post("/v2/models/iris/labels/latest/infer", body.replace("DATA", FOUR_ROWS));
    assertThat(answer.get("id").asText()).isEqualTo("42");
    assertThat(answer.get("model_version").asText()).isEqualTo(version.value());
    assertThat(answer.at("/outputs/0/data").toString()).as(whose).isEqualTo(FOUR);
  }

  @Test
  void tellsInItsMetadataWhatRequestsNeed() {
    JsonNode metadata = Cloud.parse(cloud.api("GET", "/v2/models/iris/labels/latest", "").body());
    assertThat(metadata.at("/inputs/0/shape").toString()).isEqualTo("[-1,4]");
    assertThat(metadata.at("/properties/labels").asText())
        .isEqualTo("[\"setosa\",\"versicolor\",\"virginica\"]");
    assertThat(Cloud.parse(metadata.at("/properties/features").asText())).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /                          | 403
          GET  | /v2/models//ready          | 404
          POST | /v1/models/iris:explain    | 404
          POST | /v1/models/iris%2Fversions:predict | 404
          POST | /v1/models/%zz:predict     | 400
          PUT  | /predict                   | 405
          POST | /v2/models/iris/versions/20000101T000000Z-000000/infer | 404
          """)
  void answersOddPathsInTheShapeOfAllErrors(String method, String path, int status)
      throws Exception {
    String answer = raw(method + " " + path + " HTTP/1.1");
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("\nx-request-id: ");
    assertThat(Cloud.parse(answer.substring(answer.indexOf("\r\n\r\n"))).get("error").asText())
        .isNotEmpty();
  }

  /** What no address could say is said by hand. */
  private String raw(String line) throws IOException {
    URI api = cloud.apiAddress("/");
    try (Socket socket = new Socket(api.getHost(), api.getPort())) {
      String headers = "\r\nHost: " + api.getAuthority() + "\r\nContent-Type: application/json";
      socket
          .getOutputStream()
          .write(
              (line + headers + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
