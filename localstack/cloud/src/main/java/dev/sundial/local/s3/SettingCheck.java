package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Refuses settings that mean nothing, or that nothing here would act on. */
final class SettingCheck {

  private static final int MOST_TAGS = 50;

  private SettingCheck() {}

  /** Returns the document to keep. */
  static String checked(Buckets buckets, String bucket, BucketSetting setting, byte[] document) {
    if (setting == BucketSetting.POLICY) {
      BucketPolicy.check(bucket, document, buckets.blocksPublicPolicies(bucket));
    } else {
      check(setting, XmlElement.parse(document));
    }
    return new String(document, StandardCharsets.UTF_8);
  }

  private static void check(BucketSetting setting, XmlElement root) {
    switch (setting) {
      case POLICY -> throw new IllegalArgumentException("A policy is not XML");
      case ENCRYPTION -> checkEncryption(named(root, "ServerSideEncryptionConfiguration"));
      case TAGGING -> checkTags(named(root, "Tagging"));
      case PUBLIC_ACCESS_BLOCK -> checkAccess(named(root, "PublicAccessBlockConfiguration"));
      case OWNERSHIP_CONTROLS -> checkOwnership(named(root, "OwnershipControls"));
      case LIFECYCLE -> LifecycleRules.parse(named(root, "LifecycleConfiguration"));
    }
  }

  private static XmlElement named(XmlElement root, String name) {
    if (!root.name().equals(name)) {
      throw S3Errors.malformedXml();
    }
    return root;
  }

  private static void checkEncryption(XmlElement root) {
    List<XmlElement> rules = root.children("Rule");
    if (rules.size() != 1
        || rules.getFirst().child("ApplyServerSideEncryptionByDefault").isEmpty()) {
      throw S3Errors.malformedXml();
    }
    String algorithm =
        rules
            .getFirst()
            .children("ApplyServerSideEncryptionByDefault")
            .getFirst()
            .text("SSEAlgorithm");
    if (!algorithm.equals("AES256")) {
      throw S3Errors.notImplemented("the encryption " + algorithm + ", only AES256");
    }
  }

  private static void checkTags(XmlElement root) {
    List<XmlElement> tags =
        root.child("TagSet").orElseThrow(S3Errors::malformedXml).children("Tag");
    Set<String> keys = new HashSet<>();
    for (XmlElement tag : tags) {
      if (tag.text("Key").isEmpty() || !keys.add(tag.text("Key"))) {
        throw new AwsError(
            400, "InvalidTag", "Cannot provide multiple Tags with the same key, or one without");
      }
    }
    if (tags.size() > MOST_TAGS) {
      throw new AwsError(400, "BadRequest", "Bucket tag count cannot be greater than 50");
    }
  }

  private static void checkAccess(XmlElement root) {
    for (XmlElement flag : root.children()) {
      boolean known =
          Set.of(
                  "BlockPublicAcls",
                  "IgnorePublicAcls",
                  "BlockPublicPolicy",
                  "RestrictPublicBuckets")
              .contains(flag.name());
      if (!known || !Set.of("true", "false").contains(flag.text().toLowerCase(Locale.ROOT))) {
        throw S3Errors.malformedXml();
      }
    }
  }

  private static void checkOwnership(XmlElement root) {
    String ownership = root.child("Rule").map(rule -> rule.text("ObjectOwnership")).orElse("");
    if (!ownership.equals("BucketOwnerEnforced")) {
      throw S3Errors.notImplemented("the ownership " + ownership + ", only BucketOwnerEnforced");
    }
  }
}
