package dev.sundial.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.stack.CloudFormationApi;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.stack.StoredStack;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Trees;
import java.util.List;

/**
 * What CloudFormation's operations need: of a stack that exists its ARN, however it was named.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html">Actions,
 *     resources, and condition keys for AWS CloudFormation</a>
 */
record StackAccesses(Stacks stacks) implements Accesses {

  @Override
  public String signingName() {
    return "cloudformation";
  }

  @Override
  public Refusal refusal() {
    return Refusal.QUERY;
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    ObjectNode input = ModeledService.input(request);
    Access access = Access.of("cloudformation:" + operation, resource(input));
    boolean all = operation.equals("DescribeStacks") && access.resource().equals("*");
    return all ? List.of(access, Access.of("cloudformation:ListStacks", "*")) : List.of(access);
  }

  private String resource(ObjectNode input) {
    String name = Trees.text(input, "StackName", "");
    String absent =
        name.isEmpty() || name.startsWith("arn:")
            ? name
            : Account.arn("cloudformation", "stack/" + name + "/");
    return CloudFormationApi.meant(stacks, input)
        .map(StoredStack::id)
        .orElse(absent.isEmpty() ? "*" : absent);
  }
}
