package dev.sundial.local.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Lambda functions, invoked asynchronously. */
public final class FunctionTarget implements Target {
  private final Functions functions;

  public FunctionTarget(Functions functions) {
    this.functions = functions;
  }

  @Override
  public String service() {
    return "lambda";
  }

  @Override
  public String action() {
    return "lambda:InvokeFunction";
  }

  @Override
  public void deliver(Parcel parcel) {
    Parcel.Sender sender = parcel.sender();
    functions.invokeAsync(
        parcel.target(),
        parcel.payloadNow().getBytes(StandardCharsets.UTF_8),
        sender.kind().name().toLowerCase(Locale.ROOT) + " " + sender.name());
  }
}
