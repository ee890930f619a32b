package dev.sundial.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.Access;
import dev.sundial.local.testing.SentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LambdaAccessesTest {
  private static final String F = "arn:aws:lambda:us-east-1:000000000000:function:f";

  private final LambdaAccesses accesses = new LambdaAccesses();

  @ParameterizedTest
  @CsvSource({
    "Invoke, /2015-03-31/functions/f/invocations, '', lambda:InvokeFunction, " + F,
    "Invoke, /2015-03-31/functions/f/invocations, Qualifier=live, lambda:InvokeFunction, "
        + F
        + ":live",
    "Invoke, /2015-03-31/functions/f%3Alive/invocations, '', lambda:InvokeFunction, " + F + ":live",
    "GetFunction, /2015-03-31/functions/f, Qualifier=live, lambda:GetFunction, " + F,
    "GetFunction, //2015-03-31/functions/f/, '', lambda:GetFunction, " + F,
    "GetFunction, /2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af, '', lambda:GetFunction, "
        + F,
    "ListTags, /2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af, '', lambda:ListTags, "
        + F,
    "ListFunctions, /2015-03-31/functions/, '', lambda:ListFunctions, *",
  })
  void asksForTheFunction(
      String operation, String path, String query, String action, String resource) {
    assertThat(accesses.of(operation, SentRequest.rest("GET", path, query)))
        .containsExactly(Access.of(action, resource));
  }

  @Test
  void refusesAFunctionOfAnotherRegion() {
    String path =
        "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A999999999999%3Afunction%3Af";
    assertThatThrownBy(() -> accesses.of("GetFunction", SentRequest.rest("GET", path, "")))
        .isInstanceOfSatisfying(AwsError.class, e -> assertThat(e.status()).isEqualTo(404));
  }
}
