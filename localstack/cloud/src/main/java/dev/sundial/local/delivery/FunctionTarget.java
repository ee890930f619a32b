package dev.sundial.local.delivery;

import dev.sundial.local.endpoint.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Lambda functions, invoked asynchronously. A rule needs the function's permission; a schedule has
 * a role.
 */
public final class FunctionTarget implements Target {
  private static final String RULES = "events.amazonaws.com";

  private final Functions functions;

  public FunctionTarget(Functions functions) {
    this.functions = functions;
  }

  @Override
  public String service() {
    return "lambda";
  }

  @Override
  public void deliver(Parcel parcel) {
    Parcel.Sender sender = parcel.sender();
    if (sender.kind() == Parcel.Kind.RULE
        && !functions.permits(parcel.target(), RULES, sender.arn())) {
      throw new AwsError(
          403,
          "AccessDeniedException",
          RULES + " on behalf of " + sender.arn() + " may not invoke " + parcel.target());
    }
    functions.invokeAsync(
        parcel.target(),
        parcel.payloadNow().getBytes(StandardCharsets.UTF_8),
        sender.kind().name().toLowerCase(Locale.ROOT) + " " + sender.name());
  }
}
