package dev.sundial.local.lambda;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as a caller names it: a name, a partial or a full ARN, each with or without a
 * qualifier.
 *
 * @param name the function's name
 * @param qualifier {@code $LATEST}, a number or an alias; empty when none was given
 */
public record FunctionRef(String name, String qualifier) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:aws:lambda:(?<region>[a-z0-9-]+):)?(?:(?<account>\\d{12}):)?(?:function:)?"
              + "(?<name>[a-zA-Z0-9-_]{1,64})(?::(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]+))?");

  /** Reads a name or ARN; 400 when it is none, 404 or 403 when of another region or account. */
  public static FunctionRef parse(String text) {
    return parse(text, "");
  }

  /**
   * Reads a name or ARN and a qualifier given apart; 400 when they are none or contradict each
   * other, 404 or 403 when they are of another region or account.
   */
  public static FunctionRef parse(String text, String qualifier) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw AwsError.validation(
          "1 validation error detected: Value '"
              + text
              + "' at 'functionName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?"
              + "(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
    }
    checkPlace(text, matcher);
    String found = matcher.group("qualifier");
    String inside = found == null ? "" : found;
    if (!inside.isEmpty() && !qualifier.isEmpty() && !inside.equals(qualifier)) {
      throw new AwsError(
          400,
          "InvalidParameterValueException",
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return new FunctionRef(matcher.group("name"), inside.isEmpty() ? qualifier : inside);
  }

  private static void checkPlace(String text, Matcher matcher) {
    String region = matcher.group("region");
    if (region != null && !region.equals(Account.REGION)) {
      throw new AwsError(
          404,
          "ResourceNotFoundException",
          "Functions from '%s' are not reachable in this region ('%s')"
              .formatted(region, Account.REGION));
    }
    String account = matcher.group("account");
    if (account != null && !account.equals(Account.ID)) {
      throw new AwsError(
          403, "AccessDeniedException", text + " is of another account, which lets nobody in");
    }
  }

  /** The qualifier, or {@code $LATEST}. */
  public String qualifierOrLatest() {
    return qualifier.isEmpty() ? FunctionVersion.LATEST : qualifier;
  }

  /** The ARN as the caller meant it. */
  public String arn() {
    String arn = FunctionVersion.arn(name);
    return qualifier.isEmpty() ? arn : arn + ":" + qualifier;
  }

  /** 404, as Lambda says it. */
  public AwsError notFound() {
    return new AwsError(404, "ResourceNotFoundException", "Function not found: " + arn());
  }
}
