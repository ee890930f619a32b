package dev.sundial.local.endpoint;

/** The one account and region of the local cloud. */
public final class Account {
  public static final String ID = "000000000000";
  public static final String REGION = "us-east-1";
  public static final String PARTITION = "aws";
  public static final String URL_SUFFIX = "amazonaws.com";

  private Account() {}

  /** The ARN of a regional resource, such as {@code arn:aws:sqs:us-east-1:000000000000:name}. */
  public static String arn(String service, String resource) {
    return "arn:" + PARTITION + ":" + service + ":" + REGION + ":" + ID + ":" + resource;
  }

  /** The ARN of a resource without a region, such as a role. */
  public static String globalArn(String service, String resource) {
    return "arn:" + PARTITION + ":" + service + "::" + ID + ":" + resource;
  }
}
