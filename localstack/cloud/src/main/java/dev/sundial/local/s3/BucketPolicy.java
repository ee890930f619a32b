package dev.sundial.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.PolicyDocument;
import dev.sundial.local.iam.Statement;
import dev.sundial.local.wire.Trees;
import java.util.List;

/** What S3 asks of a bucket's policy before it keeps it. */
final class BucketPolicy {
  private static final String ARN = "arn:aws:s3:::";

  private BucketPolicy() {}

  /**
   * @param publicIsBlocked whether the bucket's public access block has {@code BlockPublicPolicy}
   * @throws AwsError MalformedPolicy or AccessDenied, as S3 says it
   */
  static void check(String bucket, byte[] document, boolean publicIsBlocked) {
    ObjectNode policy;
    try {
      policy = Trees.parse(document);
    } catch (AwsError e) {
      throw malformed("Policies must be valid JSON and the first byte must be '{'");
    }
    if (!policy.path("Statement").isContainerNode() || policy.path("Statement").isEmpty()) {
      throw malformed("Missing required field Statement");
    }
    List<Statement> statements;
    try {
      statements = PolicyDocument.statements(policy, PolicyDocument.Kind.RESOURCE);
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
    for (Statement statement : statements) {
      checkActions(statement);
      checkResources(bucket, statement);
      if (publicIsBlocked && statement.isPublic()) {
        throw new AwsError(
            403,
            "AccessDenied",
            "s3:PutBucketPolicy on resource: \""
                + ARN
                + bucket
                + "\" is not possible because public policies are prevented by the BlockPublicPolicy"
                + " setting in S3 Block Public Access.");
      }
    }
  }

  private static void checkActions(Statement statement) {
    for (String action : statement.actions().these()) {
      if (!action.startsWith("s3:") && !action.equals("*")) {
        throw malformed("Policy has invalid action");
      }
    }
  }

  private static void checkResources(String bucket, Statement statement) {
    for (String resource : statement.resources().these()) {
      String path = resource.startsWith(ARN) ? resource.substring(ARN.length()) : "";
      if (!path.equals(bucket)
          && !path.startsWith(bucket + "/")
          && !path.startsWith(bucket + "*")) {
        throw malformed("Policy has invalid resource");
      }
    }
  }

  private static AwsError malformed(String message) {
    return new AwsError(400, "MalformedPolicy", message);
  }
}
