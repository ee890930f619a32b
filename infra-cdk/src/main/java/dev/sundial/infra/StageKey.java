package dev.sundial.infra;

import dev.sundial.naming.ResourceNames;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The stage's own encryption key, and what a role must be allowed to do with it. */
final class StageKey {
  private StageKey() {}

  static Key create(Construct scope, StageSpec stage) {
    return Key.Builder.create(scope, "Key")
        .alias(alias(stage))
        .enableKeyRotation(true)
        .removalPolicy(Removals.of(stage))
        .build();
  }

  /** Reading what S3 and DynamoDB keep under the key. */
  static List<Grant> reading(StageSpec stage) {
    return grants(stage, "DecryptWithStageKey", "kms:Decrypt", "kms:DescribeKey");
  }

  /** Reading and writing it. */
  static List<Grant> writing(StageSpec stage) {
    return Stream.concat(
            reading(stage).stream(),
            grants(
                stage,
                "EncryptWithStageKey",
                "kms:Encrypt",
                "kms:GenerateDataKey*",
                "kms:ReEncrypt*")
                .stream())
        .toList();
  }

  private static List<Grant> grants(StageSpec stage, String why, String... actions) {
    if (!stage.kms()) {
      return List.of();
    }
    // A key has no name in its ARN; the alias finds it without an export between stacks.
    String anyKey =
        String.join(":", "arn", Aws.PARTITION, "kms", Aws.REGION, Aws.ACCOUNT_ID, "key/*");
    return List.of(
        Grant.of(why, anyKey, actions)
            .when("ForAnyValue:StringEquals", "kms:ResourceAliases", alias(stage)));
  }

  private static String alias(StageSpec stage) {
    return "alias/" + new ResourceNames(stage.name()).stageStack();
  }
}
