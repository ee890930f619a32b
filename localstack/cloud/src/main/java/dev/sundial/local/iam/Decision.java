package dev.sundial.local.iam;

/** What policies say to a request. */
public sealed interface Decision {

  /** They allow it. */
  record Allowed() implements Decision {}

  /**
   * They do not.
   *
   * @param why the end of AWS's message, such as {@code because no identity-based policy allows the
   *     s3:GetObject action}
   */
  record Refused(Identity who, Access access, String why) implements Decision {

    /** As AWS says it. */
    public String message() {
      return "User: "
          + who.arn()
          + " is not authorized to perform: "
          + access.action()
          + " on resource: "
          + access.resource()
          + " "
          + why;
    }
  }
}
