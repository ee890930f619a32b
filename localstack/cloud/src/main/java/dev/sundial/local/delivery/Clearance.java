package dev.sundial.local.delivery;

/** Whether a rule or schedule may do what it is about to do, by the deployed policies. */
@FunctionalInterface
public interface Clearance {

  /**
   * @param parcel whose sender asks
   * @param action such as {@code lambda:InvokeFunction}
   * @param resource ARN of what it is done to
   * @throws dev.sundial.local.endpoint.AwsError {@code AccessDeniedException} when it may not
   */
  void check(Parcel parcel, String action, String resource);
}
