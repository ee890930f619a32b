package dev.sundial.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionRefTest {

  @ParameterizedTest
  @CsvSource({
    "f, f, ''",
    "f:live, f, live",
    "function:f:7, f, 7",
    "000000000000:function:f, f, ''",
    "arn:aws:lambda:us-east-1:000000000000:function:f, f, ''",
    "arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST, f, $LATEST",
  })
  void readsNamesAndArns(String text, String name, String qualifier) {
    assertThat(FunctionRef.parse(text)).isEqualTo(new FunctionRef(name, qualifier));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "f:live:7", "arn:aws:sqs:us-east-1:000000000000:f", "f/g"})
  void refusesWhatIsNeither(String text) {
    assertThatThrownBy(() -> FunctionRef.parse(text))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ValidationException"));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:lambda:eu-west-1:000000000000:function:f, 404, ResourceNotFoundException",
    "arn:aws:lambda:eu-west-1:999999999999:function:f, 404, ResourceNotFoundException",
    "arn:aws:lambda:us-east-1:999999999999:function:f, 403, AccessDeniedException",
    "999999999999:function:f, 403, AccessDeniedException",
  })
  void refusesFunctionsOfOtherRegionsAndAccounts(String arn, int status, String code) {
    assertThatThrownBy(() -> FunctionRef.parse(arn))
        .isInstanceOfSatisfying(
            AwsError.class,
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.code()).isEqualTo(code);
            });
  }

  @Test
  void takesAQualifierGivenApartUnlessItContradicts() {
    assertThat(FunctionRef.parse("f", "live").arn())
        .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:f:live");
    assertThat(FunctionRef.parse("f:live", "live").qualifier()).isEqualTo("live");
    assertThatThrownBy(() -> FunctionRef.parse("f:live", "7"))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterValueException"));
  }
}
