package dev.sundial.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {

  @Test
  void takesTheRegionsOwnByDefault() {
    Endpoints endpoints = new Endpoints(Map.of("AWS_REGION", "eu-west-1"));
    assertThat(endpoints.dynamoDb()).hasToString("https://dynamodb.eu-west-1.amazonaws.com/");
    assertThat(endpoints.object("sundial-a", "models/x 1/s.bin"))
        .hasToString("https://sundial-a.s3.eu-west-1.amazonaws.com/models/x%201/s.bin");
  }

  @Test
  void knowsTheSuffixOfChina() {
    Endpoints endpoints = new Endpoints(Map.of("AWS_REGION", "cn-north-1"));
    assertThat(endpoints.dynamoDb()).hasToString("https://dynamodb.cn-north-1.amazonaws.com.cn/");
  }

  @Test
  void takesAGivenEndpointWithTheBucketInThePath() {
    Endpoints endpoints =
        new Endpoints(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:4566/",
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000"));
    assertThat(endpoints.dynamoDb()).hasToString("http://127.0.0.1:4566/");
    assertThat(endpoints.object("b", "k")).hasToString("http://127.0.0.1:9000/b/k");
  }

  @Test
  void needsARegion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Endpoints(Map.of()))
        .withMessage("AWS_REGION is missing");
  }
}
