package dev.sundial.local.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Trees;
import java.util.List;

/**
 * What SQS's operations need; a batch needs what its single operation does. What is about all
 * queues is decided on as one without a name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions,
 *     resources, and condition keys for Amazon SQS</a>
 */
public final class SqsAccesses implements Accesses {
  private static final String BATCH = "Batch";

  @Override
  public String signingName() {
    return "sqs";
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    String single =
        operation.endsWith(BATCH)
            ? operation.substring(0, operation.length() - BATCH.length())
            : operation;
    ObjectNode input = ModeledService.input(request);
    String url = Trees.text(input, "QueueUrl", "");
    String name = url.isEmpty() ? Trees.text(input, "QueueName", "") : QueueUrl.nameOf(url);
    return List.of(Access.of("sqs:" + single, Queues.arn(name)));
  }

  @Override
  public Refusal refusal() {
    return Refusal.QUERY;
  }
}
