package dev.sundial.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.Access;
import dev.sundial.local.testing.SentRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventsAccessesTest {
  private static final String ARN = "arn:aws:events:us-east-1:000000000000:";

  private final EventsAccesses accesses = new EventsAccesses();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PutRule           | {'Name':'r'}                        | rule/r
          PutRule           | {'Name':'r','EventBusName':'b'}     | rule/b/r
          DescribeRule      | {'Name':'r','EventBusName':'arn:aws:events:us-east-1:000000000000:event-bus/b'} | rule/b/r
          PutTargets        | {'Rule':'r','EventBusName':'default'} | rule/r
          ListTargetsByRule | {'Rule':'r','Name':'decoy'}         | rule/r
          ListRules         | {'NamePrefix':'r'}                  | rule/
          DescribeEventBus  | {}                                  | event-bus/default
          CreateEventBus    | {'Name':'b'}                        | event-bus/b
          ListEventBuses    | {}                                  | event-bus/
          """)
  void asksForTheRuleOrTheBus(String operation, String input, String resource) {
    assertThat(of(operation, input))
        .containsExactly(Access.of("events:" + operation, ARN + resource));
  }

  @Test
  void asksForEachBusThatIsPutTo() {
    assertThat(of("PutEvents", "{'Entries':[{},{'EventBusName':'b'}]}"))
        .containsExactly(
            Access.of("events:PutEvents", ARN + "event-bus/default"),
            Access.of("events:PutEvents", ARN + "event-bus/b"));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:events:eu-west-1:000000000000:event-bus/b",
    "arn:aws:events:us-east-1:999999999999:event-bus/b",
    "arn:aws:events:us-east-1:000000000000:rule/event-bus/b",
  })
  void refusesABusOfAnotherAccountOrRegion(String bus) {
    assertThatThrownBy(() -> of("PutEvents", "{'Entries':[{'EventBusName':'" + bus + "'}]}"))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ResourceNotFoundException"));
  }

  private List<Access> of(String operation, String input) {
    return accesses.of(operation, SentRequest.json("AWSEvents." + operation, input));
  }
}
