package dev.sundial.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamedAttributesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET a = :v                                        | a
          set a = a + :v, b=if_not_exists(c, :v) remove d   | a b c d
          SET a[0].b = list_append(c.d, :v)                 | a c
          SET a . b = :v                                    | a
          ADD n :v DELETE s :v                              | n s
          SET #p = :v, #p.x[1].#q = y.#q                    | secret y
          REMOVE a,b[2]                                     | a b
          """)
  void readsUpdates(String expression, String names) {
    assertThat(NamedAttributes.of(input("UpdateExpression", expression)))
        .containsExactlyInAnyOrder(names.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a = :v                                            | a
          NOT (a = :v OR (b<:v AND c>=d))                   | a b c d
          attribute_exists (a.b) and size(c) > :v           | a c
          a BETWEEN b AND :v or c IN (:v, d)                | a b c d
          contains(#p, :v) AND NOT attribute_not_exists(a)  | a secret
          """)
  void readsConditions(String expression, String names) {
    assertThat(NamedAttributes.of(input("ConditionExpression", expression)))
        .containsExactlyInAnyOrder(names.split(" "));
  }

  @Test
  void readsKeysItemsAndTheFormBeforeExpressions() {
    assertThat(
            NamedAttributes.of(
                parse(
                    "{'Key':{'pk':{'S':'a'}},'Item':{'i':{'M':{'inner':{'S':'x'}}}},"
                        + "'AttributeUpdates':{'u':{'Action':'PUT'}},'Expected':{'e':{'Exists':false}},"
                        + "'ExpressionAttributeValues':{':v':{'S':'a'}},'ReturnValues':'ALL_NEW'}")))
        .containsExactly("e", "i", "pk", "u");
  }

  private static ObjectNode input(String member, String expression) {
    return parse("{'ExpressionAttributeNames':{'#p':'secret','#q':'inner'}}")
        .put(member, expression);
  }

  private static ObjectNode parse(String json) {
    return Trees.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
