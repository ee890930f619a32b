package dev.sundial.infra;

import dev.sundial.naming.RegistryKeys;
import dev.sundial.naming.ResourceNames;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * What outlives every function: data, artefacts and the registry. Both buckets keep every version
 * of every object, because a model's provenance names the versions of its data.
 */
final class Storage {
  private final Bucket data;
  private final Bucket artefacts;
  private final Table registry;

  Storage(Construct scope, StageSpec stage, Arns arns, Optional<Key> key) {
    RemovalPolicy removal = Removals.of(stage);
    this.data = bucket(scope, "DataBucket", arns.dataBucketName(), removal, key);
    this.artefacts = bucket(scope, "ArtefactBucket", arns.artefactBucketName(), removal, key);
    this.registry = registry(scope, arns.names(), stage, key);
  }

  Bucket data() {
    return data;
  }

  Bucket artefacts() {
    return artefacts;
  }

  Table registry() {
    return registry;
  }

  private static Bucket bucket(
      Construct scope, String id, String name, RemovalPolicy removal, Optional<Key> key) {
    Bucket.Builder bucket =
        Bucket.Builder.create(scope, id)
            .bucketName(name)
            .versioned(true)
            .enforceSsl(true)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("abandoned-uploads")
                        .abortIncompleteMultipartUploadAfter(Duration.days(7))
                        .build()))
            .removalPolicy(removal);
    key.ifPresentOrElse(
        k -> bucket.encryption(BucketEncryption.KMS).encryptionKey(k).bucketKeyEnabled(true),
        () -> bucket.encryption(BucketEncryption.S3_MANAGED));
    return bucket.build();
  }

  private static Table registry(
      Construct scope, ResourceNames names, StageSpec stage, Optional<Key> key) {
    Table.Builder table =
        Table.Builder.create(scope, "Registry")
            .tableName(names.registryTable())
            .partitionKey(text(RegistryKeys.PARTITION))
            .sortKey(text(RegistryKeys.SORT))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .deletionProtection(stage.removal() == StageSpec.Removal.RETAIN)
            .removalPolicy(Removals.of(stage));
    key.ifPresent(k -> table.encryption(TableEncryption.CUSTOMER_MANAGED).encryptionKey(k));
    return table.build();
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
