package dev.sundial.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.ConditionKeys;
import dev.sundial.local.iam.Facts;
import dev.sundial.local.testing.SentRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DynamoDbAccessesTest {
  private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/runs";

  private final DynamoDbAccesses accesses =
      new DynamoDbAccesses(
          (table, index) -> !table.equals("runs") ? null : index.isEmpty() ? "PK" : "GSI");

  /** Without the attributes, which are told by {@link #namesTheAttributesOfWrites}. */
  private List<Access> of(String operation, String input) {
    return whole(operation, input).stream()
        .map(
            access -> {
              List<String> keys = told(access, ConditionKeys.DYNAMODB_LEADING_KEYS);
              return new Access(
                  access.action(),
                  access.resource(),
                  keys == null
                      ? Facts.none()
                      : Facts.none().with(ConditionKeys.DYNAMODB_LEADING_KEYS, keys));
            })
        .toList();
  }

  private static @Nullable List<String> told(Access access, String key) {
    return access.facts().values().get(key.toLowerCase(Locale.ROOT));
  }

  private List<Access> whole(String operation, String input) {
    return accesses.of(operation, SentRequest.json("DynamoDB_20120810." + operation, input));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          UpdateItem | {'TableName':'runs','Key':{'PK':{'S':'a'}},'UpdateExpression':'SET b = :v'} | PK b
          PutItem    | {'TableName':'runs','Item':{'PK':{'S':'a'},'c':{'S':'x'}}} | PK c
          DeleteItem | {'TableName':'runs','Key':{'PK':{'S':'a'}},'ConditionExpression':'d = :v'} | PK d
          TransactWriteItems | {'TransactItems':[{'Update':{'TableName':'runs','Key':{'PK':{'S':'a'}},'UpdateExpression':'ADD e :v'}}]} | PK e
          TransactWriteItems | {'TransactItems':[{'ConditionCheck':{'TableName':'runs','Key':{'PK':{'S':'a'}},'ConditionExpression':'attribute_exists(f)'}}]} | PK f
          """)
  void namesTheAttributesOfWrites(String operation, String input, String names) {
    assertThat(whole(operation, input))
        .singleElement()
        .satisfies(
            access ->
                assertThat(told(access, ConditionKeys.DYNAMODB_ATTRIBUTES))
                    .containsExactly(names.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GetItem | {'TableName':'runs','Key':{'PK':{'S':'a'}},'ProjectionExpression':'b'}
          Query   | {'TableName':'runs','KeyConditionExpression':'PK = :v','ExpressionAttributeValues':{':v':{'S':'a'}}}
          """)
  void tellsNoAttributesOfReads(String operation, String input) {
    assertThat(told(whole(operation, input).getFirst(), ConditionKeys.DYNAMODB_ATTRIBUTES))
        .isNull();
  }

  private static Access access(String operation, String resource, String... leadingKeys) {
    return new Access(
        "dynamodb:" + operation,
        resource,
        leadingKeys.length == 0
            ? Facts.none()
            : Facts.none().with(ConditionKeys.DYNAMODB_LEADING_KEYS, Arrays.asList(leadingKeys)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GetItem    | {'TableName':'runs','Key':{'PK':{'S':'a'},'SK':{'S':'b'}}}
          UpdateItem | {'TableName':'runs','Key':{'PK':{'S':'a'}}}
          DeleteItem | {'TableName':'runs','Key':{'PK':{'S':'a'}}}
          PutItem    | {'TableName':'runs','Item':{'PK':{'S':'a'}},'Key':{'PK':{'S':'decoy'}}}
          GetItem    | {'TableName':'arn:aws:dynamodb:us-east-1:000000000000:table/runs','Key':{'PK':{'S':'a'}}}
          Query      | {'TableName':'runs','KeyConditionExpression':':v = PK','ExpressionAttributeValues':{':v':{'S':'a'}}}
          Query      | {'TableName':'runs','KeyConditions':{'PK':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'a'}]}}}
          """)
  void namesThePartitionThatIsTouched(String operation, String input) {
    assertThat(of(operation, input)).containsExactly(access(operation, TABLE, "a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'S':'007'}       | 007
          {'N':'7'}         | 7
          {'N':'7.00'}      | 7
          {'N':'0.7e1'}     | 7
          {'N':'-70E-1'}    | -7
          {'B':'AAE='}      | AAE=
          """)
  void namesAKeyTheSameHoweverItIsSpelled(String value, String leading) {
    assertThat(of("GetItem", "{'TableName':'runs','Key':{'PK':" + value + "}}"))
        .containsExactly(access("GetItem", TABLE, leading));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GetItem    | {'TableName':'runs','Key':{'SK':{'S':'b'}}}
          GetItem    | {'TableName':'runs'}
          GetItem    | {'TableName':'runs','Key':{'PK':{}}}
          GetItem    | {'TableName':'runs','Key':{'PK':{'S':'a','N':'1'}}}
          GetItem    | {'TableName':'runs','Key':{'PK':{'S':['a']}}}
          GetItem    | {'TableName':'runs','Key':{'PK':{'SS':['a']}}}
          GetItem    | {'TableName':'runs','Key':{'PK':{'N':'1e999999999'}}}
          GetItem    | {'TableName':'runs','Key':{'PK':{'N':'x'}}}
          GetItem    | {'TableName':'runs','Key':{'PK':{'B':'?'}}}
          PutItem    | {'TableName':'runs','Key':{'PK':{'S':'a'}}}
          Query      | {'TableName':'runs'}
          Query      | {'TableName':'runs','Key':{'PK':{'S':'a'}}}
          BatchGetItem       | {'RequestItems':{}}
          BatchGetItem       | {'RequestItems':{'runs':{'Keys':[{'SK':{'S':'b'}}]}}}
          BatchGetItem       | {'RequestItems':{'runs':{'Keys':[]},'arn:aws:dynamodb:us-east-1:000000000000:table/runs':{'Keys':[]}}}
          BatchWriteItem     | {'RequestItems':{'runs':[{'UpdateRequest':{'Key':{'PK':{'S':'a'}}}}]}}
          TransactGetItems   | {'TransactItems':[]}
          TransactWriteItems | {'TransactItems':[{'Rename':{'TableName':'runs'}}]}
          GetItem    | {'TableName':'ru*','Key':{'PK':{'S':'a'}}}
          Scan       | {'TableName':'runs','IndexName':'*'}
          """)
  void refusesWhatCouldBeAboutAnyPartition(String operation, String input) {
    assertThatThrownBy(() -> of(operation, input))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ValidationException"));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:dynamodb:eu-west-1:000000000000:table/runs",
    "arn:aws:dynamodb:us-east-1:999999999999:table/runs",
    "arn:aws:s3:::runs",
  })
  void refusesTablesThatAreNotOfThisAccountAndRegion(String arn) {
    assertThatThrownBy(() -> of("DescribeTable", "{'TableName':'" + arn + "'}"))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ResourceNotFoundException"));
  }

  @Test
  void asksForEachTableOfABatch() {
    assertThat(
            of(
                "BatchGetItem",
                "{'RequestItems':{'runs':{'Keys':[{'PK':{'S':'a'}},{'PK':{'S':'b'}}]},'other':{'Keys':[{'x':{'S':'y'}}]}}}"))
        .containsExactly(
            access("BatchGetItem", TABLE, "a", "b"),
            access("BatchGetItem", TABLE.replace("runs", "other")));
    assertThat(
            of(
                "BatchWriteItem",
                "{'RequestItems':{'runs':[{'PutRequest':{'Item':{'PK':{'S':'a'}}}},{'DeleteRequest':{'Key':{'PK':{'S':'b'}}}}]}}"))
        .containsExactly(access("BatchWriteItem", TABLE, "a", "b"));
  }

  @Test
  void asksForEachItemOfATransaction() {
    assertThat(
            of(
                "TransactWriteItems",
                "{'TransactItems':[{'Put':{'TableName':'runs','Item':{'PK':{'S':'a'}}}},"
                    + "{'Update':{'TableName':'runs','Key':{'PK':{'S':'b'}}}},"
                    + "{'Delete':{'TableName':'runs','Key':{'PK':{'S':'c'}}}},"
                    + "{'ConditionCheck':{'TableName':'runs','Key':{'PK':{'S':'d'}}}}]}"))
        .containsExactly(
            access("PutItem", TABLE, "a"),
            access("UpdateItem", TABLE, "b"),
            access("DeleteItem", TABLE, "c"),
            access("ConditionCheckItem", TABLE, "d"));
    assertThat(
            of(
                "TransactGetItems",
                "{'TransactItems':[{'Get':{'TableName':'runs','Key':{'PK':{'S':'a'}}}}]}"))
        .containsExactly(access("GetItem", TABLE, "a"));
  }

  @Test
  void asksForTheIndexThatIsRead() {
    assertThat(
            of(
                "Query",
                "{'TableName':'runs','IndexName':'by-day','KeyConditionExpression':'GSI = :v','ExpressionAttributeValues':{':v':{'S':'a'}}}"))
        .containsExactly(access("Query", TABLE + "/index/by-day", "a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Scan               | {'TableName':'runs'}      | arn:aws:dynamodb:us-east-1:000000000000:table/runs
          DescribeTable      | {'TableName':'runs'}      | arn:aws:dynamodb:us-east-1:000000000000:table/runs
          ListTables         | {}                        | *
          ListTagsOfResource | {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/runs','TableName':'decoy'} | arn:aws:dynamodb:us-east-1:000000000000:table/runs
          """)
  void hasNoPartitionWhereNoneIsNamed(String operation, String input, String resource) {
    assertThat(of(operation, input)).containsExactly(access(operation, resource));
  }
}
