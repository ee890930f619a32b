package dev.sundial.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.Access;
import dev.sundial.local.testing.SentRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogsAccessesTest {
  private static final String GROUPS = "arn:aws:logs:us-east-1:000000000000:log-group:";

  private final LogsAccesses accesses = new LogsAccesses();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DescribeLogGroups   | {}                                  | :log-stream:
          DescribeLogGroups   | {'logGroupNamePrefix':'/aws'}       | :log-stream:
          CreateLogGroup      | {'logGroupName':'/a'}               | /a:log-stream:
          PutRetentionPolicy  | {'logGroupName':'/a'}               | /a:log-stream:
          DescribeLogStreams  | {'logGroupIdentifier':'/a'}         | /a:log-stream:
          FilterLogEvents     | {'logGroupName':'/a','logStreamNames':['s']} | /a:log-stream:
          FilterLogEvents     | {'logGroupIdentifier':'arn:aws:logs:us-east-1:000000000000:log-group:/a:*'} | /a:log-stream:
          GetLogEvents        | {'logGroupName':'/a','logStreamName':'2026/[$LATEST]1'} | /a:log-stream:2026/[$LATEST]1
          ListTagsForResource | {'resourceArn':'arn:aws:logs:us-east-1:000000000000:log-group:/a'} | /a
          """)
  void asksForTheGroupOrTheStream(String operation, String input, String resource) {
    assertThat(accesses.of(operation, SentRequest.json("Logs_20140328." + operation, input)))
        .containsExactly(Access.of("logs:" + operation, GROUPS + resource));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'logGroupIdentifier':'arn:aws:logs:eu-west-1:000000000000:log-group:/a'} | ResourceNotFoundException
          {'logGroupIdentifier':'arn:aws:logs:us-east-1:999999999999:log-group:/a'} | ResourceNotFoundException
          {'logGroupName':'/a','logGroupIdentifier':'/b'} | InvalidParameterException
          {'logGroupName':'a*'}                           | InvalidParameterException
          {'logGroupName':'/a','logStreamName':'*'}       | ValidationException
          """)
  void refusesWhatIsNoGroupHere(String input, String code) {
    assertThatThrownBy(
            () -> accesses.of("GetLogEvents", SentRequest.json("Logs_20140328.x", input)))
        .isInstanceOfSatisfying(AwsError.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
