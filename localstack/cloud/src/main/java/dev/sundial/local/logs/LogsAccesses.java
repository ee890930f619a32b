package dev.sundial.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.wire.Trees;
import java.util.List;
import java.util.Set;

/**
 * What the operations on logs need. A request is decided on as one about a stream, of an empty name
 * when it is about the group, of a group with an empty name when it is about all: so AWS's policies
 * end in {@code :*}. Tags are the group's own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html">Actions,
 *     resources, and condition keys for Amazon CloudWatch Logs</a>
 */
public final class LogsAccesses implements Accesses {
  private static final Set<String> OF_TAGS =
      Set.of("ListTagsForResource", "TagResource", "UntagResource");

  @Override
  public String signingName() {
    return "logs";
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    ObjectNode input = Trees.parse(request.bytes());
    return List.of(Access.of("logs:" + operation, resource(operation, input)));
  }

  private static String resource(String operation, ObjectNode input) {
    if (OF_TAGS.contains(operation)) {
      return LogGroups.arn(LogGroups.tagged(input));
    }
    String stream = Trees.text(input, "logStreamName", "");
    return LogGroups.arn(LogGroups.named(input)) + ":log-stream:" + stream;
  }
}
