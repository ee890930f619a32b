package dev.sundial.local.endpoint;

import java.util.Optional;

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

  /**
   * What an ARN names of a service here; empty when it is another service's, or of another account
   * or region, or no ARN.
   */
  public static Optional<String> resourceOf(String service, String arn) {
    String ours = arn(service, "");
    return arn.startsWith(ours) ? Optional.of(arn.substring(ours.length())) : Optional.empty();
  }

  /** The ARN of a resource without a region, such as a role. */
  public static String globalArn(String service, String resource) {
    return "arn:" + PARTITION + ":" + service + "::" + ID + ":" + resource;
  }
}
