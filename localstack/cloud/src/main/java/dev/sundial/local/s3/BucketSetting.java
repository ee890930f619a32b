package dev.sundial.local.s3;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be set on a bucket and is kept here, S3Mock not knowing it. */
enum BucketSetting {
  POLICY("policy", "BucketPolicy", "NoSuchBucketPolicy", "The bucket policy does not exist", ""),
  ENCRYPTION(
      "encryption",
      "BucketEncryption",
      "ServerSideEncryptionConfigurationNotFoundError",
      "The server side encryption configuration was not found",
      "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
          + "<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>"
          + "<BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>"),
  TAGGING("tagging", "BucketTagging", "NoSuchTagSet", "The TagSet does not exist", ""),
  PUBLIC_ACCESS_BLOCK(
      "publicAccessBlock",
      "PublicAccessBlock",
      "NoSuchPublicAccessBlockConfiguration",
      "The public access block configuration was not found",
      "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls>"
          + "<IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy>"
          + "<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>"),
  OWNERSHIP_CONTROLS(
      "ownershipControls",
      "BucketOwnershipControls",
      "OwnershipControlsNotFoundError",
      "The bucket ownership controls were not found",
      "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>"),
  LIFECYCLE(
      "lifecycle",
      "BucketLifecycleConfiguration",
      "NoSuchLifecycleConfiguration",
      "The lifecycle configuration does not exist",
      "");

  private final String query;
  private final String noun;
  private final String missingCode;
  private final String missingMessage;
  private final String initial;

  BucketSetting(
      String query, String noun, String missingCode, String missingMessage, String initial) {
    this.query = query;
    this.noun = noun;
    this.missingCode = missingCode;
    this.missingMessage = missingMessage;
    this.initial = initial;
  }

  /** That of an operation such as {@code GetBucketPolicy}; empty when it is about none. */
  static Optional<BucketSetting> of(String operation) {
    return Arrays.stream(values()).filter(setting -> setting.isMeantBy(operation)).findFirst();
  }

  private boolean isMeantBy(String operation) {
    return Stream.of("Get", "Put", "Delete").anyMatch(verb -> operation.equals(verb + noun))
        || (this == LIFECYCLE && operation.equals("DeleteBucketLifecycle"));
  }

  /** The subresource in the query. */
  String query() {
    return query;
  }

  String missingCode() {
    return missingCode;
  }

  String missingMessage() {
    return missingMessage;
  }

  /** What a new bucket has, as a document; empty when it has nothing. */
  Optional<String> initial() {
    return initial.isEmpty() ? Optional.empty() : Optional.of(initial);
  }
}
