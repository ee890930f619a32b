package dev.sundial.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyConditionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PK = :v",
        "PK=:v",
        ":v = PK",
        "PK = (:v)",
        "(PK) = (:v)",
        "((PK) = ((:v)))",
        "(PK = :v)",
        "#p = :v",
        "(:v) = (#p)",
        "\t PK\n=\r\n:v ",
        "PK = :v AND SK = :other",
        "SK = :other and PK = :v",
        "(SK > :other) AND (:v = PK)",
        "((#s <= :other) aNd (#p = :v))",
        "begins_with(SK, :other) AND PK = :v",
        "PK = :v AND begins_with ( #s , :other )",
        "SK BETWEEN :other AND :more AND PK = :v",
        "PK = :v AND (SK between (:other) and (:more))",
        "APK = :other AND PK = :v",
      })
  void findsThePartitionHoweverItIsWritten(String expression) {
    assertThat(value(expression)).isEqualTo("mine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SK = :v",
        "APK = :v",
        "#s = :v",
        "#unknown = :v",
        "PK < :v",
        "PK <> :v",
        "begins_with(PK, :v)",
        "begins_with(SK, PK)",
        "PK BETWEEN :v AND :v",
        "SK BETWEEN :v AND PK",
        "PK = PK",
        "PK = SK",
        "PK = :v AND PK = :other",
        "PK = :v AND SK = PK",
        "PK = :v AND #p > :other",
        "PK = :undefined",
        "PK = :v OR PK = :other",
        "NOT PK = :v",
        "PK = :v AND",
        "AND PK = :v",
        "PK = :v SK = :other",
        "(PK = :v",
        "PK = :v)",
        "PK[0] = :v",
        "PK.x = :v",
        "PK IN (:v)",
        "PK == :v",
        "PK = ':v'",
        "PK",
        "",
        " ",
      })
  void refusesWhatNamesNoPartition(String expression) {
    assertThatThrownBy(() -> value(expression))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ValidationException"));
  }

  @Test
  void refusesAnExpressionThatIsLongerThanAwsTakes() {
    assertThat(value("(".repeat(2000) + "PK" + ")".repeat(2000) + " = :v")).isEqualTo("mine");
    assertThatThrownBy(() -> value("(".repeat(2050) + "PK" + ")".repeat(2050) + " = :v"))
        .hasMessageContaining("maximum allowed size");
  }

  @Test
  void readsTheFormFromBeforeExpressions() {
    assertThat(
            of(
                "{'KeyConditions':{'PK':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'mine'}]},"
                    + "'SK':{'ComparisonOperator':'GT','AttributeValueList':[{'S':'x'}]}}}"))
        .isEqualTo("mine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'KeyConditions':{}}",
        "{'KeyConditions':{'SK':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'x'}]}}}",
        "{'KeyConditions':{'PK':{'ComparisonOperator':'GE','AttributeValueList':[{'S':'x'}]}}}",
        "{'KeyConditions':{'PK':{'ComparisonOperator':'EQ','AttributeValueList':[]}}}",
        "{'KeyConditions':{'PK':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'x'},{'S':'y'}]}}}",
        "{'KeyConditionExpression':'PK = :v','ExpressionAttributeValues':{':v':{'S':'x'}},'KeyConditions':{'PK':{}}}",
      })
  void refusesAnyOtherInput(String input) {
    assertThatThrownBy(() -> of(input))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ValidationException"));
  }

  private static String value(String expression) {
    ObjectNode input = Trees.object().put("KeyConditionExpression", expression);
    input.putObject("ExpressionAttributeNames").put("#p", "PK").put("#s", "SK");
    ObjectNode values = input.putObject("ExpressionAttributeValues");
    values.putObject(":v").put("S", "mine");
    values.putObject(":other").put("S", "other");
    values.putObject(":more").put("S", "z");
    return KeyCondition.partitionValue("PK", input).path("S").asText();
  }

  private static String of(String input) {
    ObjectNode tree = Trees.parse(input.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return KeyCondition.partitionValue("PK", tree).path("S").asText();
  }
}
