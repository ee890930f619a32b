package dev.sundial.local.iam;

import java.util.Locale;
import java.util.Set;

/**
 * The condition keys that requests here have, as far as they apply. A policy that asks about
 * another one could not be told from AWS's, so it is refused when it is deployed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global
 *     condition context keys</a>
 */
public final class ConditionKeys {
  public static final String CURRENT_TIME = "aws:CurrentTime";
  public static final String EPOCH_TIME = "aws:EpochTime";
  public static final String PASSED_TO_SERVICE = "iam:PassedToService";
  public static final String PRINCIPAL_ACCOUNT = "aws:PrincipalAccount";
  public static final String PRINCIPAL_ARN = "aws:PrincipalArn";
  public static final String PRINCIPAL_IS_SERVICE = "aws:PrincipalIsAWSService";
  public static final String PRINCIPAL_SERVICE = "aws:PrincipalServiceName";
  public static final String PRINCIPAL_TYPE = "aws:PrincipalType";
  public static final String REQUESTED_REGION = "aws:RequestedRegion";
  public static final String SECURE_TRANSPORT = "aws:SecureTransport";
  public static final String SOURCE_ACCOUNT = "aws:SourceAccount";
  public static final String SOURCE_ARN = "aws:SourceArn";
  public static final String SOURCE_IP = "aws:SourceIp";
  public static final String SOURCE_OWNER = "aws:SourceOwner";
  public static final String USER_ID = "aws:userid";
  public static final String CLOUDWATCH_NAMESPACE = "cloudwatch:namespace";
  public static final String DYNAMODB_ATTRIBUTES = "dynamodb:Attributes";
  public static final String DYNAMODB_LEADING_KEYS = "dynamodb:LeadingKeys";
  public static final String S3_DELIMITER = "s3:delimiter";
  public static final String S3_MAX_KEYS = "s3:max-keys";
  public static final String S3_PREFIX = "s3:prefix";
  public static final String S3_VERSION_ID = "s3:VersionId";
  public static final String SNS_ENDPOINT = "sns:Endpoint";
  public static final String SNS_PROTOCOL = "sns:Protocol";

  private static final Set<String> KNOWN =
      Set.of(
          lower(CURRENT_TIME),
          lower(EPOCH_TIME),
          lower(PASSED_TO_SERVICE),
          lower(PRINCIPAL_ACCOUNT),
          lower(PRINCIPAL_ARN),
          lower(PRINCIPAL_IS_SERVICE),
          lower(PRINCIPAL_SERVICE),
          lower(PRINCIPAL_TYPE),
          lower(REQUESTED_REGION),
          lower(SECURE_TRANSPORT),
          lower(SOURCE_ACCOUNT),
          lower(SOURCE_ARN),
          lower(SOURCE_IP),
          lower(SOURCE_OWNER),
          lower(USER_ID),
          lower(CLOUDWATCH_NAMESPACE),
          lower(DYNAMODB_ATTRIBUTES),
          lower(DYNAMODB_LEADING_KEYS),
          lower(S3_DELIMITER),
          lower(S3_MAX_KEYS),
          lower(S3_PREFIX),
          lower(S3_VERSION_ID),
          lower(SNS_ENDPOINT),
          lower(SNS_PROTOCOL));

  private static final Set<String> OF_CALLER =
      Set.of(
          lower(PRINCIPAL_ACCOUNT),
          lower(PRINCIPAL_ARN),
          lower(SOURCE_ACCOUNT),
          lower(SOURCE_ARN),
          lower(SOURCE_IP),
          lower(SOURCE_OWNER),
          lower(USER_ID));

  /** What a read touches that names no attributes depends on the items. */
  private static final Set<String> NAMING_ATTRIBUTES =
      Set.of(
          "dynamodb:updateitem",
          "dynamodb:putitem",
          "dynamodb:deleteitem",
          "dynamodb:conditioncheckitem");

  private ConditionKeys() {}

  static boolean isKnown(String key) {
    return KNOWN.contains(lower(key));
  }

  /** Whether requests for an action have a known key. */
  static boolean isToldOf(String action, String key) {
    return !lower(key).equals(lower(DYNAMODB_ATTRIBUTES))
        || NAMING_ATTRIBUTES.contains(lower(action));
  }

  /** Whether it tells who asks, or for what. */
  static boolean isOfCaller(String key) {
    return OF_CALLER.contains(lower(key));
  }

  private static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
