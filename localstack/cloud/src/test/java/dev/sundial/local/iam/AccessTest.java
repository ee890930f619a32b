package dev.sundial.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "arn:aws:sqs:us-east-1:000000000000:q",
        "arn:aws:s3:::b/a*?",
        "arn:aws:execute-api:us-east-1:000000000000:a/s/GET/*"
      })
  void isOfAThing(String resource) {
    assertThat(Access.of("a:B", resource).resource()).isEqualTo(resource);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sqs:us-east-1:000000000000:*",
        "arn:aws:cloudformation:us-east-1:000000000000:stack/s/*",
        "**"
      })
  void isNotOfAPattern(String resource) {
    assertThatThrownBy(() -> Access.of("a:B", resource)).hasMessageContaining(resource);
  }
}
